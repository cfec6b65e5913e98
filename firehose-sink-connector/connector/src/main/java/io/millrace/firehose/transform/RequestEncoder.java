package io.millrace.firehose.transform;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes the request of one invocation. */
public final class RequestEncoder {

    /** What no record's frame reaches: names, numbers and quotes around its id and data. */
    private static final int FRAME = 240;

    private static final JsonFactory JSON = new JsonFactory();

    private final Envelope envelope;

    public RequestEncoder(Envelope envelope) {
        this.envelope = envelope;
    }

    public byte[] encode(String invocationId, List<DeliveryRecord> records) {
        long bound = FRAME;
        for (DeliveryRecord record : records) {
            bound += sizeBound(record);
        }
        var out = new ByteArrayOutputStream((int) Math.min(bound, Limits.INVOCATION_BYTES));
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("invocationId", invocationId);
            if (envelope.shape() == Envelope.Shape.KAFKA) {
                json.writeStringField("sourceMSKArn", envelope.sourceArn());
            }
            json.writeStringField("deliveryStreamArn", envelope.deliveryStreamArn());
            json.writeStringField("region", envelope.region());
            json.writeArrayFieldStart("records");
            for (DeliveryRecord record : records) {
                write(json, record);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        return out.toByteArray();
    }

    private void write(JsonGenerator json, DeliveryRecord record) throws IOException {
        Origin origin = record.origin();
        long arrival = origin.arrival().toEpochMilli();
        json.writeStartObject();
        json.writeStringField("recordId", origin.id());
        json.writeNumberField("approximateArrivalTimestamp", arrival);
        if (envelope.shape() == Envelope.Shape.KAFKA) {
            json.writeObjectFieldStart("mskRecordMetadata");
            json.writeStringField("offset", Long.toString(origin.offset()));
            json.writeStringField("partitionId", Integer.toString(origin.partition()));
            json.writeNumberField("approximateArrivalTimestamp", arrival);
            json.writeEndObject();
        }
        if (envelope.shape() == Envelope.Shape.KINESIS) {
            Optional<KinesisPlace> place = origin.kinesis().filter(KinesisPlace::isKnown);
            if (place.isPresent()) {
                write(json, place.get(), arrival);
            }
        }
        json.writeFieldName(envelope.shape().dataField());
        json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, record.data(), 0, record.data().length);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, KinesisPlace place, long arrival) throws IOException {
        json.writeObjectFieldStart("kinesisRecordMetadata");
        json.writeStringField("shardId", place.shardId());
        json.writeStringField("partitionKey", place.partitionKey());
        json.writeNumberField("approximateArrivalTimestamp", arrival);
        json.writeStringField("sequenceNumber", place.sequenceNumber());
        json.writeStringField("subsequenceNumber", place.subsequenceNumber());
        json.writeEndObject();
    }

    /** At least the bytes that the record takes in a request; cheap, so that batches can be cut without being written. */
    public static long sizeBound(DeliveryRecord record) {
        return 4 * ((record.data().length + 2L) / 3)
                + record.origin().topic().length()
                + FRAME
                + record.origin().kinesis().map(RequestEncoder::sizeBound).orElse(0);
    }

    /** Of a character of the key there may be six. */
    private static int sizeBound(KinesisPlace place) {
        return FRAME + 6 * place.partitionKey().length();
    }

    /** At least the bytes around the records. */
    public long envelopeBound() {
        return FRAME
                + 6L * envelope.deliveryStreamArn().getBytes(StandardCharsets.UTF_8).length
                + 6L * envelope.region().length()
                + 6L * envelope.sourceArn().getBytes(StandardCharsets.UTF_8).length;
    }
}
