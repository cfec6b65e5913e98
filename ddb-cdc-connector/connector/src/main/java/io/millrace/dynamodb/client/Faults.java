package io.millrace.dynamodb.client;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** The SDK's exceptions by what is to be done. */
final class Faults {

    private Faults() {}

    /** Of a request for a shard's records. */
    static <T> T sorted(Supplier<T> request) {
        try {
            return request.get();
        } catch (ExpiredIteratorException e) {
            throw new ReadFault(ReadFault.Kind.EXPIRED, e);
        } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
            throw new ReadFault(ReadFault.Kind.GONE, e);
        } catch (SdkException e) {
            throw passes(e) ? new ReadFault(ReadFault.Kind.PASSING, e) : e;
        }
    }

    /** Of any other request. */
    static <T> T passing(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw passes(e) ? new ReadFault(ReadFault.Kind.PASSING, e) : e;
        }
    }

    /** Of a request that writes; a condition that is not met is thrown as it is. */
    static <T> T ofWrites(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            if (isThrottled(e)) {
                throw new WriteFault(WriteFault.Kind.THROTTLED, e);
            }
            if (passes(e) || collides(e)) {
                throw new WriteFault(WriteFault.Kind.PASSING, e);
            }
            throw refuses(e) ? new WriteFault(WriteFault.Kind.REFUSED, e) : e;
        }
    }

    /** Somebody else is writing the item. */
    private static boolean collides(SdkException e) {
        return e instanceof TransactionConflictException || e instanceof ReplicatedWriteConflictException;
    }

    /** It is about what was to be written, not about who writes where. */
    private static boolean refuses(SdkException e) {
        return e instanceof ItemCollectionSizeLimitExceededException
                || (e instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && "ValidationException"
                                .equals(service.awsErrorDetails().errorCode()));
    }

    private static boolean isThrottled(SdkException e) {
        return e instanceof AwsServiceException service
                && (service.isThrottlingException()
                        || e instanceof LimitExceededException
                        || e instanceof ProvisionedThroughputExceededException
                        || e instanceof RequestLimitExceededException);
    }

    private static boolean passes(SdkException e) {
        if (e instanceof AwsServiceException service) {
            return service.statusCode() >= 500 || isThrottled(e);
        }
        if (e instanceof AbortedException) {
            return false;
        }
        // no answer: the network; what is wrong on this side (no credentials, no region) has no cause that is about
        // input and output
        return e instanceof ApiCallTimeoutException || (e instanceof SdkClientException && hasIoCause(e));
    }

    private static boolean hasIoCause(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof java.io.IOException) {
                return true;
            }
        }
        return false;
    }
}
