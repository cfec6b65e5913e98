package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.record.DeliveryRecord;
import java.util.Arrays;

/** AppendDelimiterToRecord: ends every record with a delimiter. It comes after the partition keys, so it is not one of {@link Steps}. */
public final class AppendDelimiter implements Step {

    public static final AppendDelimiter NEW_LINE = new AppendDelimiter("\n");

    private final byte[] delimiter;

    /** @param delimiter the parameter Delimiter, in which a new line may be written as {@code \n} */
    public AppendDelimiter(String delimiter) {
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("Delimiter: it is empty: write, for example, \\n");
        }
        this.delimiter = delimiter
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .getBytes(UTF_8);
    }

    /** @param delimiter as it is appended */
    public AppendDelimiter(byte[] delimiter) {
        this.delimiter = delimiter.clone();
    }

    @Override
    public void apply(DeliveryRecord in, Output out) {
        byte[] data = Arrays.copyOf(in.data(), in.data().length + delimiter.length);
        System.arraycopy(delimiter, 0, data, in.data().length, delimiter.length);
        out.emit(in.withData(data));
    }
}
