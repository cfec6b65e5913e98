package io.millrace.server.wire;

import static io.millrace.server.wire.Constraint.length;
import static io.millrace.server.wire.Constraint.pattern;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shapes with one of everything, after the service's own. */
final class Samples {

    static final Shapes SHAPES = Shapes.builder()
            .text(StreamName.class, StreamName::new, length(1, 128), pattern("[a-zA-Z0-9_.-]+"))
            .text(PartitionKey.class, PartitionKey::new, length(1, 256))
            .text(HashKeyText.class, HashKeyText::new, pattern("0|([1-9]\\d{0,38})"))
            .text(TagKey.class, TagKey::new, length(1, 128))
            .text(TagValue.class, TagValue::new, length(0, 256))
            .text(ShardNumber.class)
            .build();

    private Samples() {}

    record StreamName(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    record PartitionKey(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    record HashKeyText(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    record TagKey(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    record TagValue(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    record ShardNumber(int number) {
        @Override
        public String toString() {
            return "shardId-%012d".formatted(number);
        }
    }

    enum Mode {
        PROVISIONED,
        ON_DEMAND
    }

    record Entry(
            PartitionKey partitionKey,
            Optional<HashKeyText> explicitHashKey,
            @Length(max = 1_048_576) byte[] data) {}

    record PutRecords(@Length(min = 1, max = 500) List<Entry> records, StreamName streamName) {}

    record ModeDetails(Mode streamMode) {}

    /** One member of every type, all optional. */
    record Everything(
            Optional<StreamName> streamName,
            Optional<String> streamARN,
            @Range(min = 1, max = 10_000) Optional<Integer> limit,
            Optional<Long> count,
            Optional<Boolean> consistent,
            Optional<Instant> timestamp,
            @Length(min = 1, max = 16) Optional<byte[]> data,
            Optional<ModeDetails> streamModeDetails,
            @Length(min = 1, max = 10) Optional<List<TagKey>> tagKeys,
            @Length(min = 1, max = 10) Optional<Map<TagKey, TagValue>> tags,
            Optional<List<Mode>> modes,
            @Wire("x-odd") Optional<String> odd) {}

    record OutRecord(
            String sequenceNumber,
            Instant approximateArrivalTimestamp,
            ByteBuffer data,
            PartitionKey partitionKey,
            Optional<Mode> encryptionType) {}

    record GetRecords(List<OutRecord> records, Optional<String> nextShardIterator, Long millisBehindLatest) {}

    record Told(
            Optional<ShardNumber> shardId,
            Optional<byte[]> blob,
            Optional<Integer> number,
            Optional<Boolean> truth,
            Optional<Map<String, String>> tags,
            @Wire("x-odd") Optional<String> odd) {}
}
