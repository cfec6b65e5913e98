package io.millrace.benchmarks.workloads;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A record to put. The payload is noise, which nothing on the way can compress. */
@SuppressWarnings("ArrayRecordComponent") // measured code: not copied, not compared
public record Put(String partitionKey, byte[] data) {

    /** So many first bytes of a payload tell it from every other; a multiple of three, for Base64. */
    public static final int IDENTITY = 12;

    /** Records with distinct keys, the same ones for the same arguments. */
    public static List<Put> many(int count, int bytes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Put> puts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[Math.max(bytes, IDENTITY)];
            random.nextBytes(data);
            puts.add(new Put("key-%012d".formatted(random.nextInt(Integer.MAX_VALUE)), data));
        }
        return puts;
    }
}
