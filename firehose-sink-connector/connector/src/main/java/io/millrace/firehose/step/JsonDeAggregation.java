package io.millrace.firehose.step;

import io.millrace.firehose.json.JsonSpan;
import io.millrace.firehose.json.MalformedJsonException;
import io.millrace.firehose.record.DeliveryRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes apart JSON documents that were put into one record, one after the other, with or without white space between them.
 *
 * <p>A record with a broken document fails as a whole, so that nothing of it is both delivered and reported.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-multirecord-deaggergation.html">De-aggregation</a>
 */
public final class JsonDeAggregation implements Step {

    static final String CODE = "DynamicPartitioning.RecordDeAggregationFailed";

    @Override
    public void apply(DeliveryRecord in, Output out) {
        byte[] data = in.data();
        List<byte[]> documents = new ArrayList<>();
        try {
            for (JsonSpan document : JsonSpan.in(data)) {
                documents.add(Arrays.copyOfRange(data, document.from(), document.to()));
            }
        } catch (MalformedJsonException e) {
            Parts.fail(in, CODE, "The record is not a sequence of JSON documents.", out);
            return;
        }
        Parts.emit(in, documents, out);
    }
}
