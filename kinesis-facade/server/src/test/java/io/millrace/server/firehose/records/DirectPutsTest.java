package io.millrace.server.firehose.records;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.mapping.catalog.DeliveryEncryption;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.limits.PutLimit;
import io.millrace.server.operation.AwsError;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** PutRecord and PutRecordBatch. */
final class DirectPutsTest {

    private FirehoseBench bench = new FirehoseBench();

    private void stream(DeliverySource source) {
        DeliveryStreamFact made = bench.create("\"S3DestinationConfiguration\": " + BUCKET);
        bench.catalog.put(DeliveryStreamFact.creating(
                        made.name(), made.incarnation(), made.createdAt(), source, made.destination())
                .active(1));
    }

    private void directPut() {
        stream(new DeliverySource.DirectPut(FirehoseBench.TOPIC, 2, OptionalInt.empty()));
    }

    private static String batch(String... data) {
        StringBuilder records = new StringBuilder();
        for (String each : data) {
            records.append(records.isEmpty() ? "" : ", ")
                    .append("{\"Data\": \"")
                    .append(each)
                    .append("\"}");
        }
        return "{\"DeliveryStreamName\": \"audit\", \"Records\": [" + records + "]}";
    }

    private static String record(String data) {
        return "{\"DeliveryStreamName\": \"audit\", \"Record\": {\"Data\": \"" + data + "\"}}";
    }

    @Test
    void aRecordIsAValueInTheTopic() {
        directPut();

        JsonNode answer = bench.call("PutRecord", record("AQID"));

        assertThat(bench.producer.history()).hasSize(1);
        assertThat(bench.producer.history().get(0).topic()).isEqualTo(FirehoseBench.TOPIC);
        assertThat(bench.producer.history().get(0).key()).isNull();
        assertThat(bench.producer.history().get(0).value()).containsExactly(1, 2, 3);
        assertThat(answer.path("RecordId").asText())
                .isEqualTo(bench.audit().incarnation() + "-000000-00000000000000000000");
        assertThat(answer.path("Encrypted").asBoolean()).isFalse();
    }

    @Test
    void requestsTakeTurnsOverThePartitions() {
        directPut();

        for (int i = 0; i < 4; i++) {
            bench.call("PutRecordBatch", batch("AQ==", "Ag=="));
        }

        assertThat(bench.producer.history())
                .extracting(ProducerRecord::partition)
                .containsExactly(0, 0, 1, 1, 0, 0, 1, 1);
    }

    @Test
    void whetherItIsEncryptedIsSaid() {
        directPut();
        bench.catalog.put(bench.audit().withEncryption(DeliveryEncryption.ENABLED));

        assertThat(bench.call("PutRecord", record("AQ==")).path("Encrypted").asBoolean())
                .isTrue();
        assertThat(bench.call("PutRecordBatch", batch("AQ==")).path("Encrypted").asBoolean())
                .isTrue();
    }

    @Test
    void whatFailedIsToldInItsPlace() {
        bench = FirehoseBench.withProducerByHand();
        directPut();
        JsonNode answer = failing(3, 1, new RecordTooLargeException("too large"));

        assertThat(answer.path("FailedPutCount").asInt()).isEqualTo(1);
        assertThat(answer.path("RequestResponses").path(0).has("RecordId")).isTrue();
        assertThat(answer.path("RequestResponses").path(1).toString())
                .isEqualTo("{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"Internal Service Failure.\"}");
        assertThat(answer.path("RequestResponses").path(2).has("RecordId")).isTrue();
    }

    @Test
    void ofOneThatKafkaMayTakeLaterTheCodeSaysSo() {
        bench = FirehoseBench.withProducerByHand();
        directPut();
        JsonNode answer = failing(2, 0, new TimeoutException("no answer"));

        assertThat(answer.path("RequestResponses").path(0).path("ErrorCode").asText())
                .isEqualTo("ServiceUnavailableException");
    }

    private JsonNode failing(int count, int failed, RuntimeException cause) {
        var answer = new Object() {
            JsonNode value;
        };
        Thread client = new Thread(() -> answer.value = bench.call(
                "PutRecordBatch", batch(Collections.nCopies(count, "AQ==").toArray(String[]::new))));
        client.start();
        while (bench.producer.history().size() < count) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < count; i++) {
            if (i == failed) {
                bench.producer.errorNext(cause);
            } else {
                bench.producer.completeNext();
            }
        }
        try {
            client.join(10_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return answer.value;
    }

    @Test
    void aRequestOfWhichKafkaTookNothingIsUnavailableAsAWhole() {
        stream(new DeliverySource.DirectPut("a-topic-that-is-gone", 1, OptionalInt.empty()));
        bench.producer.sendException = new TimeoutException("no answer");

        assertThat(bench.refusal("PutRecordBatch", batch("AQ==")))
                .isEqualTo(new AwsError(
                        "ServiceUnavailableException", 503, "Kafka does not answer now. Please try again."));
        assertThat(bench.refusal("PutRecord", record("AQ==")).code()).isEqualTo("ServiceUnavailableException");
    }

    @Test
    void programsPutToDirectPutsAlone() {
        stream(new DeliverySource.KinesisStream(Streams.active("orders").name(), "arn", ROLE));
        assertThat(bench.refusal("PutRecord", record("AQ==")))
                .isEqualTo(AwsError.invalidArgument(
                        "This operation is not permitted on KinesisStreamAsSource delivery stream type."));

        bench.catalog.put(DeliveryStreamFact.creating(
                        bench.audit().name(),
                        "other",
                        Streams.NOW,
                        new DeliverySource.Msk("clicks", "arn", ROLE, "PUBLIC", Optional.empty()),
                        bench.audit().destination())
                .active(1));
        assertThat(bench.refusal("PutRecordBatch", batch("AQ==")).code()).isEqualTo("InvalidSourceException");
    }

    @Test
    void whoPutsTooMuchIsToldToSlowDown() {
        AtomicInteger left = new AtomicInteger(3);
        bench = FirehoseBench.limitedBy(new PutLimit() {
            @Override
            public Optional<AwsError> tryRequest(String incarnation) {
                return Optional.empty();
            }

            @Override
            public Optional<AwsError> tryRecord(String incarnation, int bytes) {
                return left.getAndDecrement() > 0
                        ? Optional.empty()
                        : Optional.of(new AwsError("ServiceUnavailableException", 503, "Slow down."));
            }
        });
        directPut();

        JsonNode answer = bench.call("PutRecordBatch", batch("AQ==", "AQ==", "AQ==", "AQ=="));

        assertThat(answer.path("FailedPutCount").asInt()).isEqualTo(1);
        assertThat(answer.path("RequestResponses").path(3).toString())
                .isEqualTo("{\"ErrorCode\":\"ServiceUnavailableException\",\"ErrorMessage\":\"Slow down.\"}");
        assertThat(bench.refusal("PutRecord", record("AQ==")).message()).isEqualTo("Slow down.");
    }

    @Test
    void whatIsNotActiveTakesNothing() {
        bench.create("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal("PutRecord", record("AQ==")))
                .isEqualTo(AwsError.resourceNotFound("Firehose audit under account 123456789012 not found."));
    }

    @Test
    void requestsHaveASize() {
        directPut();
        String large = Base64.getEncoder().encodeToString(new byte[1_000_000]);

        assertThat(bench.refusal("PutRecordBatch", batch(large, large, large, large, large)))
                .isEqualTo(AwsError.invalidArgument("Records size exceeds 4 MB limit"));
        assertThat(bench.refusal("PutRecordBatch", batch()).message())
                .endsWith(
                        "at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1");
        assertThat(bench.refusal("PutRecord", record(Base64.getEncoder().encodeToString(new byte[1_024_001])))
                        .message())
                .endsWith("at 'record.data' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 1024000");
    }
}
