package io.millrace.firehose.config;

/**
 * Where records go, with the service's ranges and defaults of buffers and retries.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html">Buffering hints</a>
 */
enum DestinationType {
    /** The store is asked again for a day, as the service does, and for a week at most. */
    S3(new Hint(1, 128, 5), new Hint(0, 900, 300), new Hint(0, 604_800, 86_400)),
    HTTP(new Hint(1, 64, 5), new Hint(0, 900, 300), new Hint(0, 7200, 300)),
    OPENSEARCH(new Hint(1, 100, 5), new Hint(0, 900, 300), new Hint(0, 7200, 300)),
    SPLUNK(new Hint(1, 5, 5), new Hint(0, 60, 60), new Hint(0, 7200, 300));

    private final Hint mebibytes;
    private final Hint intervalSeconds;
    private final Hint retrySeconds;

    DestinationType(Hint mebibytes, Hint intervalSeconds, Hint retrySeconds) {
        this.mebibytes = mebibytes;
        this.intervalSeconds = intervalSeconds;
        this.retrySeconds = retrySeconds;
    }

    Hint mebibytes() {
        return mebibytes;
    }

    Hint intervalSeconds() {
        return intervalSeconds;
    }

    Hint retrySeconds() {
        return retrySeconds;
    }

    /** A range and what is in it if nothing is said. */
    record Hint(int least, int most, int usual) {

        Between range() {
            return new Between(least, most);
        }
    }
}
