package io.millrace.firehose.step;

import io.millrace.firehose.record.DeliveryRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * Expands what came as GZIP, one member or several, up to a bound: a small record can hold a thousand times its size.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/writing-with-cloudwatch-logs-decompression.html">Decompression</a>
 */
public final class Decompression implements Step {

    static final String CODE = "Decompression.Failed";

    private final int maxBytes;

    /** @param maxBytes the most that a record may become; a record that would be more fails */
    public Decompression(int maxBytes) {
        if (maxBytes < 1 || maxBytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxBytes is " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    @Override
    public void apply(DeliveryRecord in, Output out) {
        byte[] expanded;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(in.data()), 4096)) {
            expanded = gzip.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            Parts.fail(in, CODE, "The record is not GZIP, or is damaged.", out);
            return;
        }
        if (expanded.length > maxBytes) {
            Parts.fail(in, CODE, "The record expands to more than " + maxBytes + " bytes.", out);
        } else {
            out.emit(in.withData(expanded));
        }
    }
}
