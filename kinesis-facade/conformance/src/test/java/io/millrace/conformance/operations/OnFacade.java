package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.RunningFacade;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** A test of one operation, with the AWS SDK for Java on the server that all share. */
@ExtendWith(FacadeExtension.class)
abstract class OnFacade {

    final RunningFacade facade;
    final KinesisClient kinesis;

    OnFacade(RunningFacade facade) {
        this.facade = facade;
        this.kinesis = facade.kinesis();
    }

    /** The call ends with that error, as the class that the SDK has for it. */
    static <E extends KinesisException> AbstractThrowableAssert<?, E> refused(Class<E> error, ThrowingCallable call) {
        return assertThat(catchThrowableOfType(error, call)).isNotNull();
    }
}
