package io.millrace.firehose.step;

import io.millrace.firehose.record.DeliveryRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Cuts a record at a delimiter. The delimiter itself goes, and what is empty between two of them.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-multirecord-deaggergation.html">De-aggregation</a>
 */
public final class DelimitedDeAggregation implements Step {

    private final byte[] delimiter;

    /** @param base64 the parameter Delimiter */
    public DelimitedDeAggregation(String base64) {
        try {
            delimiter = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Delimiter: \"" + base64 + "\" is not base64: write, for example, Cg== for a new line", e);
        }
        if (delimiter.length == 0) {
            throw new IllegalArgumentException("Delimiter: it is empty: write, for example, Cg== for a new line");
        }
    }

    @Override
    public void apply(DeliveryRecord in, Output out) {
        byte[] data = in.data();
        List<byte[]> found = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= data.length - delimiter.length; ) {
            if (isDelimiter(data, at)) {
                add(data, start, at, found);
                at += delimiter.length;
                start = at;
            } else {
                at++;
            }
        }
        add(data, start, data.length, found);
        Parts.emit(in, found, out);
    }

    private boolean isDelimiter(byte[] data, int at) {
        return Arrays.equals(data, at, at + delimiter.length, delimiter, 0, delimiter.length);
    }

    private static void add(byte[] data, int start, int end, List<byte[]> to) {
        if (end > start) {
            to.add(Arrays.copyOfRange(data, start, end));
        }
    }
}
