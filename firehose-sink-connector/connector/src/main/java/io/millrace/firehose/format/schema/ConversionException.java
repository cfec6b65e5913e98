package io.millrace.firehose.format.schema;

import io.millrace.firehose.format.DataFormatConversion;
import io.millrace.firehose.record.Failure;

/** A record is not a row of the table. */
public final class ConversionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    private ConversionException(Failure failure) {
        // one bad record is not news: no stack trace
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    static ConversionException malformedJson(String detail) {
        return new ConversionException(DataFormatConversion.parseError(detail));
    }

    static ConversionException notOfTheTable(String detail) {
        return new ConversionException(DataFormatConversion.malformedData(detail));
    }

    public Failure failure() {
        return failure;
    }
}
