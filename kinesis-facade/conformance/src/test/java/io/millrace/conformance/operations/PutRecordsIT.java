package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.Refusals.refusedEntries;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.LimitedFacade;
import io.millrace.conformance.RunningFacade;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class PutRecordsIT extends OnFacade {

    PutRecordsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void eachRecordHasItsAnswerInTheOrderOfTheRequest() {
        try (FacadeStream stream = facade.stream(4)) {
            PutRecordsResponse answer = put(stream, 500);

            assertThat(answer.failedRecordCount()).isZero();
            assertThat(answer.records()).hasSize(500);
            for (int shard = 0; shard < 4; shard++) {
                String id = shardId(shard);
                List<String> expected = answer.records().stream()
                        .filter(entry -> entry.shardId().equals(id))
                        .map(PutRecordsResultEntry::sequenceNumber)
                        .toList();
                assertThat(stream.readToTip(id))
                        .extracting(Record::sequenceNumber)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void moreThan500RecordsAreAValidationError() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(ValidationException.class, () -> put(stream, 501)).hasMessageContaining("'records'");
        }
    }

    @Test
    void moreThanTenMebibytesAreRefusedWhole() {
        try (FacadeStream stream = facade.stream(1)) {
            SdkBytes mebibyte = SdkBytes.fromByteArray(new byte[1024 * 1024]);
            PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
                    .partitionKey("k")
                    .data(mebibyte)
                    .build();

            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.putRecords(
                            r -> r.streamName(stream.name()).records(java.util.Collections.nCopies(11, entry))));
            assertThat(stream.readToTip(shardId(0))).isEmpty();
        }
    }

    @Test
    void whatIsTooMuchForAShardFailsByItself(LimitedFacade limited) {
        FacadeStream stream = limited.stream(1);
        SdkBytes large = SdkBytes.fromByteArray(new byte[600 * 1024]);
        List<PutRecordsRequestEntry> entries = IntStream.range(0, 4)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("k")
                        .data(large)
                        .build())
                .toList();

        PutRecordsResponse answer =
                limited.kinesis().putRecords(r -> r.streamName(stream.name()).records(entries));

        assertThat(answer.records()).hasSize(4);
        refusedEntries(ProvisionedThroughputExceededException.class, answer)
                .hasSizeLessThan(4)
                .allSatisfy(
                        entry -> assertThat(entry.errorMessage()).contains("Rate exceeded for shard " + shardId(0)));
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.putRecords(r -> r.streamName("nowhere").records(entry(1))))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.putRecords(r -> r.records(entry(1))))
                .hasMessageContaining("StreamName");
    }

    private PutRecordsResponse put(FacadeStream stream, int count) {
        return kinesis.putRecords(r -> r.streamName(stream.name())
                .records(IntStream.range(0, count).mapToObj(PutRecordsIT::entry).toList()));
    }

    private static PutRecordsRequestEntry entry(int number) {
        return PutRecordsRequestEntry.builder()
                .partitionKey("key-" + number)
                .data(SdkBytes.fromUtf8String("text-" + number))
                .build();
    }
}
