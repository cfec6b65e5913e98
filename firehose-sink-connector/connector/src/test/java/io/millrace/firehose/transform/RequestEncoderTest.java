package io.millrace.firehose.transform;

import static io.millrace.firehose.transform.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RequestEncoderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void directRequestHasDataOfEachRecord() throws Exception {
        byte[] request = new RequestEncoder(Records.DIRECT).encode("i-1", List.of(record(7, "hello"), record(8, "")));

        assertThat(JSON.readTree(request)).isEqualTo(JSON.readTree("""
                {"invocationId":"i-1","deliveryStreamArn":"arn:aws:firehose:eu-west-1:000000000000:deliverystream/s",
                 "region":"eu-west-1","records":[
                  {"recordId":"orders-3-7-0","approximateArrivalTimestamp":1770091506789,"data":"aGVsbG8="},
                  {"recordId":"orders-3-8-0","approximateArrivalTimestamp":1770091506789,"data":""}]}"""));
    }

    @Test
    void kafkaRequestHasTheValueAndWhereItWas() throws Exception {
        byte[] request = new RequestEncoder(Records.KAFKA).encode("i-1", List.of(record(7, "hello")));

        assertThat(JSON.readTree(request)).isEqualTo(JSON.readTree("""
                {"invocationId":"i-1","sourceMSKArn":"arn:aws:kafka:eu-west-1:000000000000:cluster/c",
                 "deliveryStreamArn":"arn:aws:firehose:eu-west-1:000000000000:deliverystream/s",
                 "region":"eu-west-1","records":[
                  {"recordId":"orders-3-7-0","approximateArrivalTimestamp":1770091506789,
                   "mskRecordMetadata":{"offset":"7","partitionId":"3","approximateArrivalTimestamp":1770091506789},
                   "kafkaRecordValue":"aGVsbG8="}]}"""));
    }

    @Test
    void kinesisRequestHasWhereTheRecordIsIfThatIsKnown() throws Exception {
        DeliveryRecord lost = record(8, "");
        DeliveryRecord found = record(7, "hello");
        Origin place = found.origin().withKinesis(KinesisPlace.of("k").in("shardId-000000000001", "49"));

        byte[] request = new RequestEncoder(Records.KINESIS)
                .encode(
                        "i-1",
                        List.of(
                                found.withOrigin(place),
                                lost.withOrigin(lost.origin().withKinesis(KinesisPlace.of("")))));

        assertThat(JSON.readTree(request)).isEqualTo(JSON.readTree("""
                {"invocationId":"i-1","deliveryStreamArn":"arn:aws:firehose:eu-west-1:000000000000:deliverystream/s",
                 "region":"eu-west-1","records":[
                  {"recordId":"orders-3-7-0","approximateArrivalTimestamp":1770091506789,
                   "kinesisRecordMetadata":{"shardId":"shardId-000000000001","partitionKey":"k",
                    "approximateArrivalTimestamp":1770091506789,"sequenceNumber":"49","subsequenceNumber":""},
                   "data":"aGVsbG8="},
                  {"recordId":"orders-3-8-0","approximateArrivalTimestamp":1770091506789,"data":""}]}"""));
    }

    @Property
    void whereARecordIsCountsToo(@ForAll @Size(max = 3) List<@StringLength(max = 256) String> keys) {
        String number = "9".repeat(56);
        List<DeliveryRecord> records = keys.stream()
                .map(key -> record(Long.MAX_VALUE, "")
                        .withOrigin(new Origin("t", 0, 0, 0, Instant.ofEpochMilli(Long.MIN_VALUE))
                                .withKinesis(KinesisPlace.of(key)
                                        .in("shardId-000000000001", number)
                                        .within(Integer.MAX_VALUE, key))))
                .toList();
        var encoder = new RequestEncoder(Records.KINESIS);

        assertThat((long) encoder.encode("00000000-0000-0000-0000-000000000000", records).length)
                .isLessThanOrEqualTo(encoder.envelopeBound()
                        + records.stream().mapToLong(RequestEncoder::sizeBound).sum());
    }

    @Property
    void requestIsNeverLargerThanItsBound(
            @ForAll @Size(max = 5) List<byte[]> data,
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 249) String topic,
            @ForAll @LongRange(min = 0) long offset) {
        List<DeliveryRecord> records = data.stream()
                .map(bytes -> DeliveryRecord.of(
                        new Origin(
                                topic,
                                Integer.MAX_VALUE,
                                offset,
                                Integer.MAX_VALUE,
                                Instant.ofEpochMilli(Long.MIN_VALUE)),
                        bytes))
                .toList();
        var encoder = new RequestEncoder(Records.KAFKA);

        int size = encoder.encode("00000000-0000-0000-0000-000000000000", records).length;

        assertThat((long) size)
                .isLessThanOrEqualTo(encoder.envelopeBound()
                        + records.stream().mapToLong(RequestEncoder::sizeBound).sum());
    }
}
