package io.millrace.firehose.task;

import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.error.ErrorLayout;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.step.Step;
import io.millrace.firehose.transform.PartitionTransforms;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a delivery stream does to its records and where they go; the same for all partitions.
 *
 * @param version of its configuration, from 1
 * @param before what takes Kafka records apart
 * @param transforms those of a partition, if records are transformed
 * @param after what is done to records after the transform: partition keys, then the delimiter
 * @param records where records go as files, or as requests
 * @param errors where failed records go
 * @param errorLayout what is written of one
 * @param backup where Kafka records go as they came
 * @param bufferBytes when a file is full, before compression: a hint, as the service calls it
 * @param interval how long a unit waits for records after its first
 * @param activePartitions the most prefixes that partition keys may have open in a task
 * @param heads for exactly once; without them, the offsets of the consumer group say where delivery stands
 * @param refusals how long the store may refuse what is asked of it before the task fails
 * @param shards of Kinesis streams, if records' places in them are to be known
 */
public record DeliveryPlan(
        String name,
        int version,
        Step before,
        Supplier<Optional<PartitionTransforms>> transforms,
        Step after,
        Target records,
        FileTarget errors,
        ErrorLayout errorLayout,
        Optional<FileTarget> backup,
        long bufferBytes,
        Duration interval,
        int activePartitions,
        Optional<Heads> heads,
        Duration refusals,
        Optional<SourceShards> shards) {

    /** Files or requests. */
    public sealed interface Target {
        record Files(FileTarget files) implements Target {}

        /** @param errorPrefixes of tables whose failed records go elsewhere, by {@code database.table} */
        record Requests(Destination destination, Map<String, PrefixTemplate> errorPrefixes) implements Target {

            public Requests {
                errorPrefixes = Map.copyOf(errorPrefixes);
            }

            public Requests(Destination destination) {
                this(destination, Map.of());
            }
        }
    }

    /** Where a failed record goes. */
    PrefixTemplate errorPrefix(FailedRecord failed) {
        Optional<PrefixTemplate> own =
                records instanceof Target.Requests to ? failed.table().map(to.errorPrefixes()::get) : Optional.empty();
        return own.orElse(errors.prefix());
    }

    /**
     * Where heads are.
     *
     * @param prefix of the delivery stream's own
     */
    public record Heads(String bucket, String prefix, MissingObjects missing) {

        public ObjectName of(String topic, int partition) {
            return new ObjectName(bucket, prefix + topic + "/" + partition + ".json");
        }

        /** What is written to learn what the store can do. */
        ObjectName probe() {
            return new ObjectName(bucket, prefix + "probe");
        }
    }
}
