package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.simulation.InMemoryStore;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.parquet.ParquetFormat;
import io.millrace.firehose.format.parquet.ParquetOptions;
import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.OpenXJson;
import io.millrace.firehose.prefix.FileExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units of which no record can be converted. */
final class OnlyFailuresTest {

    @TempDir
    private Path spill;

    private final InMemoryStore store = new InMemoryStore();

    @Test
    void aFileNoneOfWhoseRecordsCouldBeConvertedIsNone() throws IOException {
        ColumnType.Struct table = AvroColumns.parse(
                "{\"type\":\"record\",\"name\":\"order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
        var format = new ParquetFormat(() -> table, OpenXJson.DEFAULT, ParquetOptions.DEFAULT);
        Rig rig = new Rig(store, spill, files(format), 1, 1 << 20, 1 << 20);

        rig.read(3, 10);
        rig.pass(Duration.ofHours(1));
        rig.rest();

        assertThat(rig.delivered()).isEqualTo(3);
        assertThat(store.objects().keySet().stream().map(ObjectName::key).filter(key -> !key.startsWith("state/")))
                .singleElement()
                .asString()
                .startsWith("errors/format-conversion-failed/");
        assertThat(rig.memory()).isZero();
    }

    private static DeliveryPlan.Target files(RecordFormat format) {
        return new DeliveryPlan.Target.Files(new FileTarget(
                "bucket", Rig.PREFIXES.data(), ZoneOffset.UTC, format, Compression.UNCOMPRESSED, FileExtension.NONE));
    }
}
