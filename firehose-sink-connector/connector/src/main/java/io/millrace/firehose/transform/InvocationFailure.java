package io.millrace.firehose.transform;

import io.millrace.firehose.record.Failure;
import java.time.Duration;

/** An invocation that gave no answer to read. What happened in detail is for the log; {@link #failure} is for error records. */
public abstract sealed class InvocationFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private InvocationFailure(String message) {
        super(message);
    }

    /** Whether the same records may fare better later. */
    public abstract boolean retriable();

    public abstract Failure failure();

    /** The function took longer than it may, and was told to stop where that can be told. */
    public static final class Timeout extends InvocationFailure {
        private static final long serialVersionUID = 1L;

        public Timeout(Duration limit) {
            super("no answer within " + limit.toMillis() + " ms");
        }

        @Override
        public boolean retriable() {
            return true;
        }

        @Override
        public Failure failure() {
            return LambdaErrors.failure(
                    "Lambda.FunctionTimedOut",
                    "The Lambda function timed out. Increase the Timeout setting in the Lambda function.");
        }
    }

    /** The function threw, could not be loaded, or its process ended. */
    public static final class FunctionError extends InvocationFailure {
        private static final long serialVersionUID = 1L;

        /** @param type such as {@code Runtime.ExitError}; the message of the function's own error may hold data and is not taken */
        public FunctionError(String type) {
            super("the function failed: " + type);
        }

        @Override
        public boolean retriable() {
            return true;
        }

        @Override
        public Failure failure() {
            return LambdaErrors.functionError();
        }
    }

    /** Nobody knows whether the function ran: the connection failed, or what stands in between did. */
    public static final class Transport extends InvocationFailure {
        private static final long serialVersionUID = 1L;

        public Transport(Throwable cause) {
            super("not reached: " + cause);
            initCause(cause);
        }

        public Transport(String message) {
            super(message);
        }

        @Override
        public boolean retriable() {
            return true;
        }

        @Override
        public Failure failure() {
            return LambdaErrors.failure("Lambda.InvocationFailure", "The Lambda function could not be reached.");
        }
    }

    /** The service that runs functions said no. */
    public static final class Refused extends InvocationFailure {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        private Refused(String code, String message) {
            super(code);
            this.failure = LambdaErrors.failure(code, message);
        }

        public static Refused accessDenied() {
            return new Refused(
                    "Lambda.InvokeAccessDenied",
                    "Access was denied when invoking the Lambda function. "
                            + "Ensure that the access policy allows access to the Lambda function.");
        }

        public static Refused notFound() {
            return new Refused(
                    "Lambda.ResourceNotFound",
                    "The specified Lambda function does not exist. Use a different function that does exist.");
        }

        public static Refused throttled() {
            return new Refused(
                    "Lambda.InvokeLimitExceeded",
                    "The Lambda concurrent execution limit is exceeded. Increase the concurrent execution limit.");
        }

        @Override
        public boolean retriable() {
            return true;
        }

        @Override
        public Failure failure() {
            return failure;
        }
    }

    /** Over 6 MiB, one way or the other. It would be so again. */
    public static final class TooLarge extends InvocationFailure {
        private static final long serialVersionUID = 1L;
        private final boolean request;

        private TooLarge(boolean request, String message) {
            super(message);
            this.request = request;
        }

        public static TooLarge request(long bytes) {
            return new TooLarge(true, "a request of " + bytes + " bytes, over " + Limits.INVOCATION_BYTES);
        }

        public static TooLarge response() {
            return new TooLarge(false, "a response of over " + Limits.INVOCATION_BYTES + " bytes");
        }

        @Override
        public boolean retriable() {
            return false;
        }

        @Override
        public Failure failure() {
            return request
                    ? LambdaErrors.failure(
                            "Lambda.RequestTooLarge",
                            "The record is larger than a request to the Lambda function may be.")
                    : LambdaErrors.functionError();
        }
    }
}
