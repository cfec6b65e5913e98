package io.millrace.firehose.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Whether a store honours conditional writes: one that ignores the condition answers as if it had held. */
public final class ConditionalWrites {

    private static final byte[] PROBE =
            "Written to learn whether this store honours If-None-Match and If-Match.\n".getBytes(UTF_8);

    private ConditionalWrites() {}

    /** @param name of an object that nothing else uses; it stays */
    public static boolean areHonoured(ObjectStore store, ObjectName name) throws NoAnswerException {
        store.create(name, PROBE);
        boolean secondIsRefused = store.create(name, PROBE).isEmpty();
        boolean wrongTagIsRefused = store.replace(name, PROBE, "\"00000000000000000000000000000000\"")
                .isEmpty();
        return secondIsRefused && wrongTagIsRefused;
    }
}
