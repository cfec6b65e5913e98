package io.millrace.firehose.format;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;

/**
 * Why a record could not be converted.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html">Converting the input record format</a>
 */
public final class DataFormatConversion {

    private DataFormatConversion() {}

    public static Failure parseError(String detail) {
        return failure("DataFormatConversion.ParseError", "Encountered malformed JSON. " + detail);
    }

    public static Failure malformedData(String detail) {
        return failure("DataFormatConversion.MalformedData", "Data does not match the schema. " + detail);
    }

    private static Failure failure(String code, String message) {
        return new Failure(ErrorType.FORMAT_CONVERSION_FAILED, code, message);
    }
}
