package io.millrace.firehose.destination.s3;

import io.millrace.firehose.delivery.NoAnswerException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Response;

/** Tells an answer from no answer, and reads what an answer says. */
final class Answers {

    private Answers() {}

    /** @throws NoAnswerException where the request may have been carried out, or may be yet */
    static <T> T to(Supplier<T> request) throws NoAnswerException {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            if (isAmbiguous(e)) {
                throw new NoAnswerException(who(e) + " answered " + e.statusCode() + " " + code(e), e);
            }
            throw e;
        } catch (SdkClientException e) {
            if (isTimeout(e) || isInputOutput(e)) {
                throw new NoAnswerException("no answer of the store: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** A status of success comes with an error when S3 fails after it began to answer, as it may while it completes an upload. */
    private static boolean isAmbiguous(AwsServiceException e) {
        int status = e.statusCode();
        return status < 300
                || status >= 500
                || status == 408
                || status == 409
                || e.isThrottlingException()
                || code(e).equals("RequestTimeout");
    }

    /** A role's credentials may be asked for first. */
    private static String who(AwsServiceException e) {
        return e instanceof S3Exception ? "the store" : "the security token service";
    }

    private static boolean isTimeout(SdkClientException e) {
        return e instanceof ApiCallTimeoutException
                || e instanceof ApiCallAttemptTimeoutException
                || e instanceof AbortedException;
    }

    private static boolean isInputOutput(SdkClientException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    static boolean isNoSuchUpload(S3Exception e) {
        return code(e).equals("NoSuchUpload");
    }

    static boolean isNoSuchKey(S3Exception e) {
        return code(e).equals("NoSuchKey");
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    static Instant date(SdkResponse response) {
        return date(((S3Response) response).sdkHttpResponse());
    }

    static Instant date(AwsServiceException e) {
        return date(e.awsErrorDetails().sdkHttpResponse());
    }

    /** By the store's clock, where it tells. */
    private static Instant date(SdkHttpResponse response) {
        return response.firstMatchingHeader("Date")
                .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)))
                .orElseGet(Instant::now);
    }
}
