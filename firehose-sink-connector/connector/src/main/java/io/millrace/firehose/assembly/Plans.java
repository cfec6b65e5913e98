package io.millrace.firehose.assembly;

import io.millrace.firehose.config.FirehoseConfig;
import io.millrace.firehose.config.FunctionSettings;
import io.millrace.firehose.config.Guarantee;
import io.millrace.firehose.config.S3Output;
import io.millrace.firehose.config.TransformSettings;
import io.millrace.firehose.error.ErrorLayout;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.VerbatimFormat;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.metrics.SampledStep;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.step.Step;
import io.millrace.firehose.task.DeliveryPlan;
import io.millrace.firehose.task.FileTarget;
import io.millrace.firehose.task.SourceShards;
import io.millrace.firehose.transform.PartitionTransforms;
import java.util.Optional;
import java.util.function.Supplier;

/** What a delivery stream does, of its configuration. */
final class Plans {

    private Plans() {}

    /**
     * @param format of files
     * @param records where records go; files if it is empty
     */
    static DeliveryPlan of(
            FirehoseConfig config,
            Optional<SourceShards> shards,
            Supplier<Optional<PartitionTransforms>> transforms,
            Supplier<RecordFormat> format,
            Optional<DeliveryPlan.Target> records,
            DeliveryMetrics metrics) {
        S3Output s3 = config.s3();
        return new DeliveryPlan(
                config.stream().name(),
                config.stream().version(),
                config.processing().steps(),
                transforms,
                after(config, metrics),
                records.orElseGet(() -> new DeliveryPlan.Target.Files(files(config, format.get()))),
                new FileTarget(
                        s3.bucket(),
                        s3.prefixes().error(),
                        s3.zone(),
                        new VerbatimFormat(),
                        s3.compression(),
                        new FileExtension(s3.compression().extension())),
                new ErrorLayout(config.transform().flatMap(Plans::function), config.table()),
                config.backup()
                        .map(backup -> new FileTarget(
                                backup.bucket(),
                                backup.prefix(),
                                s3.zone(),
                                new VerbatimFormat(),
                                backup.compression(),
                                new FileExtension(backup.compression().extension()))),
                config.buffer().bytes(),
                config.buffer().interval(),
                config.partitioning().maxActive(),
                heads(config),
                config.buffer().retry(),
                shards);
    }

    private static FileTarget files(FirehoseConfig config, RecordFormat format) {
        S3Output s3 = config.s3();
        FileExtension extension = s3.extension()
                .orElseGet(() ->
                        new FileExtension(format.extension() + s3.compression().extension()));
        return new FileTarget(s3.bucket(), s3.prefixes().data(), s3.zone(), format, s3.compression(), extension);
    }

    private static Step after(FirehoseConfig config, DeliveryMetrics metrics) {
        Step none = (in, out) -> out.emit(in);
        Step keys = config.partitioning()
                .keys()
                .<Step>map(query -> new SampledStep(query, metrics))
                .orElse(none);
        return config.processing().delimiter().map(keys::then).orElse(keys);
    }

    /** What error records call {@code lambdaARN}. */
    private static Optional<String> function(TransformSettings transform) {
        FunctionSettings function = transform.function();
        if (function instanceof FunctionSettings.Http http) {
            return Optional.of(http.function());
        }
        if (function instanceof FunctionSettings.Java java) {
            return Optional.of(java.handler());
        }
        return function instanceof FunctionSettings.Processes process
                ? Optional.of(process.handler())
                : Optional.empty();
    }

    static Optional<DeliveryPlan.Heads> heads(FirehoseConfig config) {
        if (config.stream().guarantee() == Guarantee.AT_LEAST_ONCE) {
            return Optional.empty();
        }
        String prefix = config.stream().statePrefix() + config.stream().name() + "/";
        return Optional.of(new DeliveryPlan.Heads(
                config.s3().bucket(), prefix, config.stream().missingObjects()));
    }
}
