package io.millrace.server.operation;

/**
 * An error that a client is meant to see, as the service's model names it.
 *
 * @param code the shape name, such as {@code ResourceNotFoundException}
 * @param status the HTTP status
 * @param message for people; clients branch on some of them
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public record AwsError(String code, int status, String message) {

    /** The status of a {@link #serviceUnavailable}. */
    public static final int UNAVAILABLE = 503;

    public static AwsError expiredIterator(String message) {
        return new AwsError("ExpiredIteratorException", 400, message);
    }

    public static AwsError expiredNextToken(String message) {
        return new AwsError("ExpiredNextTokenException", 400, message);
    }

    public static AwsError incompleteSignature(String message) {
        return new AwsError("IncompleteSignatureException", 400, message);
    }

    /** As the model names it for reads and writes of records; SDKs have no class for the InternalFailure of the common errors. */
    public static AwsError internalFailure(String message) {
        return new AwsError("InternalFailureException", 500, message);
    }

    public static AwsError invalidArgument(String message) {
        return new AwsError("InvalidArgumentException", 400, message);
    }

    public static AwsError invalidSignature(String message) {
        return new AwsError("InvalidSignatureException", 400, message);
    }

    public static AwsError kmsNotFound(String message) {
        return new AwsError("KMSNotFoundException", 400, message);
    }

    public static AwsError limitExceeded(String message) {
        return new AwsError("LimitExceededException", 400, message);
    }

    public static AwsError missingAuthenticationToken(String message) {
        return new AwsError("MissingAuthenticationTokenException", 400, message);
    }

    public static AwsError provisionedThroughputExceeded(String message) {
        return new AwsError("ProvisionedThroughputExceededException", 400, message);
    }

    public static AwsError resourceInUse(String message) {
        return new AwsError("ResourceInUseException", 400, message);
    }

    public static AwsError resourceNotFound(String message) {
        return new AwsError("ResourceNotFoundException", 400, message);
    }

    public static AwsError serialization(String message) {
        return new AwsError("SerializationException", 400, message);
    }

    /** Every SDK retries it: for a node that cannot serve now but may soon. */
    public static AwsError serviceUnavailable(String message) {
        return new AwsError("ServiceUnavailable", UNAVAILABLE, message);
    }

    public static AwsError trimmedDataAccess(String message) {
        return new AwsError("TrimmedDataAccessException", 400, message);
    }

    public static AwsError unknownOperation(String message) {
        return new AwsError("UnknownOperationException", 400, message);
    }

    public static AwsError unrecognizedClient(String message) {
        return new AwsError("UnrecognizedClientException", 400, message);
    }

    public static AwsError validation(String message) {
        return new AwsError("ValidationException", 400, message);
    }

    /** Throws it; for use as a method reference. */
    public void raise() {
        throw asException();
    }

    public AwsException asException() {
        return new AwsException(this);
    }
}
