package io.millrace.firehose.metrics;

import io.millrace.firehose.record.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All figures of a task. Counters begin with the task and only grow; shares and durations are those of the last minute or two.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Monitoring with CloudWatch metrics</a>
 */
public final class Figures {

    private static final String COUNT = "count";
    private static final String BYTES = "bytes";
    private static final String SHARE = "0 to 1";
    private static final String MILLISECONDS = "milliseconds";

    private final DeliveryMetrics metrics;
    private final List<Figure> figures = new ArrayList<>();

    private Figures(DeliveryMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * @param converts whether records become rows of another format
     * @param buffered bytes in memory
     * @param spilled bytes on disk
     */
    public static List<Figure> of(
            DeliveryMetrics metrics, Target target, boolean converts, LongSupplier buffered, LongSupplier spilled) {
        Figures all = new Figures(metrics);
        all.source();
        all.processing();
        all.partitioning();
        all.conversion(converts);
        all.delivery(target);
        all.failures();
        all.add("BufferedBytes", BYTES, "In memory, within memory.budget.mib", buffered::getAsLong);
        all.add("SpilledBytes", BYTES, "On disk, within spill.budget.mib", spilled::getAsLong);
        return List.copyOf(all.figures);
    }

    private void source() {
        volume("DataReadFromSource", "taken from Kafka; again when they are read again", metrics.read);
        add(
                "DataReadFromSource.Backpressured",
                COUNT,
                "Partitions that are not read now, until the store, the function or memory has room",
                () -> metrics.state().heldBack());
    }

    private void processing() {
        add("ExecuteProcessing.Duration", MILLISECONDS, "Of an invocation, on average", metrics.invocationMillis::mean);
        add("ExecuteProcessing.Duration.Max", MILLISECONDS, "Of the longest one", metrics.invocationMillis::largest);
        add("ExecuteProcessing.Success", SHARE, "Invocations that were answered", metrics.invocationSuccess::mean);
        add(
                "SucceedProcessing.Records",
                COUNT,
                "Records that the function returned as Ok or Dropped",
                metrics.transformedRecords::sum);
        add("SucceedProcessing.Bytes", BYTES, "Of these records, as returned", metrics.transformedBytes::sum);
    }

    private void partitioning() {
        add(
                "PartitionCount",
                COUNT,
                "Prefixes that files are open for",
                () -> metrics.state().prefixes());
        add(
                "PartitionCountExceeded",
                "1 or 0",
                "Whether there were more than partitioning.max.active in the last minute",
                () -> metrics.exceedsPartitions() ? 1 : 0);
        add(
                "JQProcessing.Duration",
                MILLISECONDS,
                "Of the query for one record, on average; one of 64 is measured",
                metrics.extractionMillis::mean);
    }

    private void conversion(boolean converts) {
        Volume succeeded = converts ? metrics.converted : new Volume();
        volume("SucceedConversion", "delivered as rows; bytes before the conversion", succeeded);
        volume(
                "FailedConversion",
                "that are not of the schema, in the error output",
                metrics.failed.get(ErrorType.FORMAT_CONVERSION_FAILED));
    }

    private void delivery(Target target) {
        boolean toFiles = target == Target.S3;
        volume(
                target.prefix(),
                toFiles ? "delivered, when they are visible; bytes of objects" : "delivered; bytes before any encoding",
                metrics.delivered);
        add(
                target.prefix() + ".Success",
                SHARE,
                toFiles ? "Requests to the store that were answered well" : "Records sent that were taken",
                toFiles ? metrics.storeSuccess::mean : metrics.requestSuccess::mean);
        add(
                target.prefix() + ".DataFreshness",
                "seconds",
                "The age of the oldest record that was taken and is not delivered; 0 if all are",
                metrics::freshness);
        if (toFiles) {
            add("DeliveryToS3.ObjectCount", COUNT, "Objects of records", objects(FileUse.RECORDS));
        }
        volume("BackupToS3", "kept as they came, when they are visible; bytes of objects", metrics.backup);
        add("BackupToS3.ObjectCount", COUNT, "Objects of the backup", objects(FileUse.BACKUP));
        add("BackupToS3.Success", SHARE, "Requests to the store that were answered well", metrics.storeSuccess::mean);
        add("BackupToS3.DataFreshness", "seconds", "As of the delivery: both go together", metrics::freshness);
        add("FencedCommits", COUNT, "Units dropped since another task went on", metrics.fenced::get);
        add(
                "StoreRequests.NoAnswer",
                COUNT,
                "Requests to the store without an answer, each asked again",
                metrics.storeSilences::sum);
        add("StoreRequests.Refused", COUNT, "Requests that the store refused", metrics.storeRefusals::sum);
    }

    private void failures() {
        add("ErrorOutput.ObjectCount", COUNT, "Objects of failed records", objects(FileUse.FAILED_RECORDS));
        metrics.failed.forEach((type, volume) ->
                add("ErrorOutput." + type.folder() + ".Records", COUNT, "Records of this type", volume.records::get));
    }

    private Supplier<Number> objects(FileUse use) {
        return metrics.objects.get(use)::get;
    }

    private void volume(String name, String what, Volume volume) {
        add(name + ".Records", COUNT, "Records " + what, volume.records::get);
        add(name + ".Bytes", BYTES, "Of records " + what, volume.bytes::get);
    }

    private void add(String name, String unit, String description, Supplier<Number> value) {
        figures.add(new Figure(name, unit, description, value));
    }
}
