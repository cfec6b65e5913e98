package io.millrace.server.kafka;

import io.millrace.server.concurrent.Failures;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operation that is ServiceUnavailable while Kafka does not answer, or has lost the topic: every SDK tries it again. */
public record KafkaAway<I extends Record, O>(String name, Operation<I, O> operation) implements Operation<I, O> {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAway.class);

    /** What a client is told. */
    public static final AwsError ERROR = AwsError.serviceUnavailable("Kafka does not answer now. Please try again.");

    /** Whether Kafka may do later what it did not do now. */
    public static boolean isReasonOf(Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof RetriableException || cause instanceof PartitionUnavailableException;
    }

    @Override
    public CompletionStage<O> handle(I request, RequestContext context) {
        return operation.handle(request, context).exceptionallyCompose(e -> CompletableFuture.failedStage(told(e)));
    }

    private Throwable told(Throwable e) {
        if (!isReasonOf(e)) {
            return e;
        }
        LOG.atWarn()
                .addKeyValue("operation", name)
                .addKeyValue("cause", Failures.cause(e).toString())
                .log("Kafka does not answer");
        return ERROR.asException();
    }
}
