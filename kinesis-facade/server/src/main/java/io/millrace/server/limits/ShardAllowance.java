package io.millrace.server.limits;

/**
 * What one shard may take and give.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
final class ShardAllowance {

    private static final int MEBIBYTE = 1024 * 1024;

    private final TokenBucket recordsIn;
    private final TokenBucket bytesIn;
    private final TokenBucket reads;
    private final TokenBucket bytesOut;
    private final TokenBucket iterators;

    ShardAllowance(long nowMillis) {
        recordsIn = new TokenBucket(1000, nowMillis);
        bytesIn = new TokenBucket(MEBIBYTE, nowMillis);
        reads = new TokenBucket(5, nowMillis);
        bytesOut = new TokenBucket(2 * MEBIBYTE, nowMillis);
        iterators = new TokenBucket(5, nowMillis);
    }

    synchronized boolean tryWrite(int bytes, long nowMillis) {
        boolean allowed = recordsIn.holds(1, nowMillis) && bytesIn.holds(bytes, nowMillis);
        if (allowed) {
            recordsIn.take(1);
            bytesIn.take(bytes);
        }
        return allowed;
    }

    /** A read that brought more than a second's worth keeps later ones waiting until it is paid off. */
    synchronized boolean tryRead(long nowMillis) {
        boolean allowed = reads.holds(1, nowMillis) && !bytesOut.isOverdrawn(nowMillis);
        if (allowed) {
            reads.take(1);
        }
        return allowed;
    }

    synchronized void read(long bytes) {
        bytesOut.take(bytes);
    }

    synchronized boolean tryIterator(long nowMillis) {
        boolean allowed = iterators.holds(1, nowMillis);
        if (allowed) {
            iterators.take(1);
        }
        return allowed;
    }
}
