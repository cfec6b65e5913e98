package io.millrace.conformance;

import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.JavaClientSettings;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.local.testing.MovableClock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;

/**
 * A server that has the service's limits, and a clock that stands still: however slow a client is, what it has used up stays
 * so. Only a new stream moves the clock, which gives everybody a fresh allowance.
 */
public final class LimitedFacade implements AutoCloseable {

    private static final int ATTEMPTS = 10;

    private final MovableClock clock = MovableClock.standing();
    private final RunningFacade facade;
    private final FirehoseClient firehose;

    private LimitedFacade(RunningFacade other) {
        this.facade = other.another(Map.of("limits.mode", "aws"), clock);
        this.firehose = new JavaClientSettings(facade.endpoints().http(), false).firehose();
    }

    public static LimitedFacade beside(RunningFacade other) {
        return new LimitedFacade(other);
    }

    /** A new stream, which is left to the end of the server: to delete it is limited too. */
    public FacadeStream stream(int shards) {
        for (int attempt = 1; ; attempt++) {
            clock.move(Duration.ofMinutes(1));
            try {
                return facade.stream(shards);
            } catch (LimitExceededException e) {
                // Another test has used the new allowance up.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The AWS SDK for Java, for Firehose. Nothing delivers here. */
    public FirehoseClient firehose() {
        return firehose;
    }

    public KinesisClient kinesis() {
        return facade.kinesis();
    }

    public KinesisAsyncClient asyncKinesis() {
        return facade.asyncKinesis();
    }

    /** @throws org.opentest4j.TestAbortedException if this machine lacks what the client runs on */
    public KinesisClientPort client(Client client) {
        return facade.client(client);
    }

    @Override
    public void close() throws Exception {
        firehose.close();
        facade.close();
    }
}
