package io.millrace.firehose.assembly;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** For use by several threads. */
final class SharedRandom implements RandomGenerator {

    @Override
    public long nextLong() {
        return ThreadLocalRandom.current().nextLong();
    }
}
