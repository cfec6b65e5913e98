package io.millrace.firehose.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.firehose.record.DeliveryRecord;
import java.io.IOException;
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

    // other encodings than UTF-8 have no byte offsets
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    @Override
    public void apply(DeliveryRecord in, Output out) {
        List<byte[]> documents;
        try {
            documents = split(in.data());
        } catch (IOException e) {
            Parts.fail(in, CODE, "The record is not a sequence of JSON documents.", out);
            return;
        }
        Parts.emit(in, documents, out);
    }

    private static List<byte[]> split(byte[] data) throws IOException {
        List<byte[]> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(data)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                // after a number the parser has seen one byte more
                while (data[end - 1] == ' ' || data[end - 1] == '\t') {
                    end--;
                }
                documents.add(Arrays.copyOfRange(data, start, end));
            }
        }
        return documents;
    }
}
