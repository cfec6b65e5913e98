package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.LimitedFacade;
import io.millrace.conformance.RunningFacade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class GetRecordsIT extends OnFacade {

    GetRecordsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aPageGoesOnWhereTheLastEnded() {
        try (FacadeStream stream = facade.stream(1)) {
            for (int i = 0; i < 5; i++) {
                stream.put("k", "r" + i);
            }

            GetRecordsResponse first =
                    kinesis.getRecords(r -> r.shardIterator(stream.iterator(shardId(0), ShardIteratorType.TRIM_HORIZON))
                            .limit(3));
            GetRecordsResponse second = kinesis.getRecords(r -> r.shardIterator(first.nextShardIterator()));

            assertThat(first.records()).extracting(r -> r.data().asUtf8String()).containsExactly("r0", "r1", "r2");
            assertThat(first.millisBehindLatest()).isNotNegative();
            assertThat(second.records())
                    .extracting(r -> r.data().asUtf8String())
                    .containsExactly("r3", "r4");
            assertThat(second.millisBehindLatest()).isZero();
            assertThat(second.childShards()).isEmpty();
        }
    }

    @Test
    void anEmptyShardGivesAnotherIteratorEachTime() {
        try (FacadeStream stream = facade.stream(1)) {
            String iterator = stream.iterator(shardId(0), ShardIteratorType.LATEST);

            GetRecordsResponse empty = kinesis.getRecords(r -> r.shardIterator(iterator));

            assertThat(empty.records()).isEmpty();
            assertThat(empty.millisBehindLatest()).isZero();
            assertThat(empty.nextShardIterator()).isNotEqualTo(iterator);
        }
    }

    @Test
    void theEndOfAClosedShardGivesItsChildrenAndNoIterator() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.put("k", "last");
            stream.split(shardId(0), "1000");

            List<Record> read = new ArrayList<>();
            GetRecordsResponse answer = kinesis.getRecords(
                    r -> r.shardIterator(stream.iterator(shardId(0), ShardIteratorType.TRIM_HORIZON)));
            read.addAll(answer.records());
            while (answer.nextShardIterator() != null) {
                assertThat(answer.childShards()).isEmpty();
                String next = answer.nextShardIterator();
                answer = kinesis.getRecords(r -> r.shardIterator(next));
                read.addAll(answer.records());
            }

            assertThat(read).hasSize(1);
            assertThat(answer.childShards()).extracting(ChildShard::shardId).containsExactly(shardId(1), shardId(2));
            assertThat(answer.childShards())
                    .allSatisfy(child -> assertThat(child.parentShards()).containsExactly(shardId(0)));
        }
    }

    @Test
    void anAnswerHoldsTenMebibytesAtMost() {
        try (FacadeStream stream = facade.stream(1)) {
            SdkBytes mebibyte = SdkBytes.fromByteArray(new byte[1024 * 1024]);
            for (int i = 0; i < 12; i++) {
                kinesis.putRecord(
                        r -> r.streamName(stream.name()).partitionKey("k").data(mebibyte));
            }

            GetRecordsResponse first = kinesis.getRecords(
                    r -> r.shardIterator(stream.iterator(shardId(0), ShardIteratorType.TRIM_HORIZON)));

            assertThat(first.records()).hasSizeBetween(1, 10);
            assertThat(stream.readToTip(shardId(0))).hasSize(12);
        }
    }

    @Test
    void anIteratorThatIsNoneIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.getRecords(r -> r.shardIterator("garbage")))
                .hasMessageContaining("Invalid ShardIterator");
    }

    @Test
    void anIteratorIsOfTheStreamThatTheRequestNames() {
        try (FacadeStream stream = facade.stream(1)) {
            try (FacadeStream other = facade.stream(1)) {
                String iterator = stream.iterator(shardId(0), ShardIteratorType.LATEST);

                refused(
                        InvalidArgumentException.class,
                        () -> kinesis.getRecords(r -> r.shardIterator(iterator).streamARN(other.arn())));
            }
        }
    }

    @Test
    void anIteratorOfADeletedStreamIsNotFound() {
        FacadeStream stream = facade.stream(1);
        String iterator = stream.iterator(shardId(0), ShardIteratorType.LATEST);
        stream.close();
        stream.awaitGone();

        refused(ResourceNotFoundException.class, () -> kinesis.getRecords(r -> r.shardIterator(iterator)));
    }

    @Test
    void theLimitHasBounds() {
        try (FacadeStream stream = facade.stream(1)) {
            String iterator = stream.iterator(shardId(0), ShardIteratorType.LATEST);

            refused(
                            ValidationException.class,
                            () -> kinesis.getRecords(
                                    r -> r.shardIterator(iterator).limit(10_001)))
                    .hasMessageContaining("'limit'");
        }
    }

    @Test
    void aShardThatIsReadMoreOftenThanItMayIsThrottled(LimitedFacade limited) {
        String iterator = limited.stream(1).iterator(shardId(0), ShardIteratorType.LATEST);

        refused(ProvisionedThroughputExceededException.class, () -> {
                    for (int i = 0; i < 50; i++) {
                        limited.kinesis().getRecords(r -> r.shardIterator(iterator));
                    }
                })
                .hasMessageContaining("Rate exceeded for shard " + shardId(0));
    }
}
