package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;

/**
 * What error records say. Where the cluster answered, the code is its HTTP status and the message its own, as the guide has it.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/retry.html">Data delivery failures</a>
 */
final class OpenSearchErrors {

    private static final int LONGEST = 4096;

    private OpenSearchErrors() {}

    static Failure malformed(String detail) {
        return failure("OS.MalformedData", "A record must be a single JSON object in UTF-8: " + detail);
    }

    static Failure answered(int status, String message) {
        return failure(Integer.toString(status), message);
    }

    /** Nobody knows whether the documents are in the index. */
    static Failure notAnswered(String detail) {
        return failure("OS.ServiceException", "The cluster gave no answer that can be read: " + detail);
    }

    private static Failure failure(String code, String message) {
        String told = message.length() <= LONGEST ? message : message.substring(0, LONGEST);
        return new Failure(ErrorType.OPENSEARCH_FAILED, code, told);
    }
}
