package io.millrace.conformance.client;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Hangs on what the SDK for Java throws: which operation was called. The SDK does not tell. */
public final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    private final String operation;

    private FailedCall(String operation) {
        super("the call was of " + operation, null, false, false);
        this.operation = operation;
    }

    /** The operation that ended with this. */
    public static Optional<String> operationOf(Throwable thrown) {
        return Stream.of(thrown.getSuppressed())
                .filter(FailedCall.class::isInstance)
                .map(FailedCall.class::cast)
                .map(call -> call.operation)
                .findFirst();
    }

    static final class Noted implements ExecutionInterceptor {

        @Override
        public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
            Throwable thrown = context.exception();
            thrown.addSuppressed(new FailedCall(
                    Objects.requireNonNull(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))));
            return thrown;
        }
    }
}
