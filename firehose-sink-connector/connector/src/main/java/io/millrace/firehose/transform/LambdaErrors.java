package io.millrace.firehose.transform;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;

/**
 * The service's errors about transforms.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html">Lambda invocation errors</a>
 */
final class LambdaErrors {

    private LambdaErrors() {}

    static Failure processingFailed() {
        return failure("Lambda.ProcessingFailedStatus", "ProcessingFailed status set for record");
    }

    static Failure missingRecordId() {
        return failure(
                "Lambda.MissingRecordId",
                "One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.");
    }

    static Failure duplicatedRecordId() {
        return failure(
                "Lambda.DuplicatedRecordId",
                "Multiple records were returned with the same record Id. "
                        + "Ensure that the Lambda function returns a unique record Id for each record.");
    }

    static Failure notTheProtocol() {
        return failure(
                "Lambda.JsonProcessingException",
                "There was an error parsing returned records from the Lambda function. "
                        + "Ensure that the returned records follow the status model required by Kinesis Data Firehose.");
    }

    /** The service says it of data that is not base64, too. */
    static Failure functionError() {
        return failure(
                "Lambda.FunctionError",
                "The Lambda function was successfully invoked but it returned an error result.");
    }

    static Failure failure(String code, String message) {
        return new Failure(ErrorType.PROCESSING_FAILED, code, message);
    }
}
