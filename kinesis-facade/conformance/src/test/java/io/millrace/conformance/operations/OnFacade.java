package io.millrace.conformance.operations;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.Refusals;
import io.millrace.conformance.RunningFacade;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** A test of one operation, with the AWS SDK for Java on the server that all share. */
@ExtendWith(FacadeExtension.class)
abstract class OnFacade {

    /** Allowed by the model's patterns, and the name of nothing. */
    static final String OF_A_SHARD = "arn:aws:kinesis:us-east-1:000000000000:stream/any/shard/1";

    static final String OF_A_CONSUMER = "arn:aws:kinesis:us-east-1:000000000000:stream/any/consumer/reader:1";

    final RunningFacade facade;
    final KinesisClient kinesis;

    OnFacade(RunningFacade facade) {
        this.facade = facade;
        this.kinesis = facade.kinesis();
    }

    /** A call of this class's operation ends with that error, as the class that the SDK has for it. */
    final <E extends KinesisException> AbstractThrowableAssert<?, E> refused(Class<E> error, ThrowingCallable call) {
        return Refusals.refused(getClass().getSimpleName().replaceFirst("IT$", ""), error, call);
    }
}
