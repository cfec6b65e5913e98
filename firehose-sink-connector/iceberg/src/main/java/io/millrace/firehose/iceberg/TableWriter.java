package io.millrace.firehose.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.ClusteredEqualityDeleteWriter;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.PropertyUtil;
import org.jspecify.annotations.Nullable;

/** Writes records to files of a table, in the table's format and partitions. */
final class TableWriter implements AutoCloseable {

    private final Table table;
    private final Optional<KeyedRows> keyed;
    private final GenericFileWriterFactory writers;
    private final OutputFileFactory files;
    private final FanoutDataWriter<Record> rows;
    private final Partitions partitions;
    private boolean finished;

    /** @param uniqueKeys none if records only insert: then each is written as it comes */
    TableWriter(Table table, List<String> uniqueKeys) {
        this.table = table;
        this.keyed = uniqueKeys.isEmpty() ? Optional.empty() : Optional.of(KeyedRows.of(table, uniqueKeys));
        FileFormat format = FileFormat.fromString(table.properties()
                .getOrDefault(TableProperties.DEFAULT_FILE_FORMAT, TableProperties.DEFAULT_FILE_FORMAT_DEFAULT));
        this.writers = writers(format);
        this.files = OutputFileFactory.builderFor(table, 0, 0)
                .format(format)
                .operationId(UUID.randomUUID().toString())
                .build();
        this.rows = new FanoutDataWriter<>(writers, files, table.io(), targetSize());
        this.partitions = new Partitions(table.spec(), table.schema());
    }

    private GenericFileWriterFactory writers(FileFormat format) {
        GenericFileWriterFactory.Builder builder = new GenericFileWriterFactory.Builder(table)
                .dataFileFormat(format)
                .dataSchema(table.schema())
                .deleteFileFormat(format);
        keyed.ifPresent(rowsByKey -> builder.equalityFieldIds(rowsByKey.keyColumns().columns().stream()
                        .mapToInt(Types.NestedField::fieldId)
                        .toArray())
                .equalityDeleteRowSchema(rowsByKey.keyColumns()));
        return builder.build();
    }

    void add(Change change) throws RowException {
        if (keyed.isPresent()) {
            keyed.get().add(change.operation(), change.object());
        } else {
            write(Cells.row(change.object(), table.schema().asStruct(), ""));
        }
    }

    private void write(Record row) {
        rows.write(row, table.spec(), partitions.of(row));
    }

    TableFiles finish() throws IOException {
        List<DeleteFile> deletes = List.of();
        if (keyed.isPresent()) {
            keyed.get().added().forEach(this::write);
            deletes = delete(keyed.get().keyColumns(), keyed.get().deletedKeys());
        }
        rows.close();
        finished = true;
        return new TableFiles(rows.result().dataFiles(), deletes);
    }

    /** Without {@link #finish} before it, what was written is of no use. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            rows.close();
            new TableFiles(rows.result().dataFiles(), List.of()).discard(table);
        }
    }

    /** Writes keys whose rows go, partition by partition. */
    private List<DeleteFile> delete(Schema keyColumns, Collection<Record> keys) throws IOException {
        if (keys.isEmpty()) {
            return List.of();
        }
        PartitionSpec reach = DeleteReach.of(table, keyColumns);
        Map<Optional<PartitionKey>, List<Record>> byPartition = new LinkedHashMap<>();
        if (reach.isUnpartitioned()) {
            byPartition.put(Optional.empty(), List.copyOf(keys));
        } else {
            var ofKeys = new Partitions(reach, keyColumns);
            for (Record key : keys) {
                byPartition
                        .computeIfAbsent(
                                Optional.ofNullable(ofKeys.of(key)).map(PartitionKey::copy), any -> new ArrayList<>())
                        .add(key);
            }
        }
        var writer = new ClusteredEqualityDeleteWriter<>(writers, files, table.io(), targetSize());
        try (writer) {
            byPartition.forEach((partition, ofOne) -> {
                StructLike at = partition.orElse(null);
                ofOne.forEach(key -> writer.write(key, reach, at));
            });
        }
        return writer.result().deleteFiles();
    }

    private long targetSize() {
        return PropertyUtil.propertyAsLong(
                table.properties(),
                TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
                TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
    }

    /** Finds the partition that a record is in. What it gives is good until it is asked again. */
    private static final class Partitions {

        private final boolean none;
        private final PartitionKey key;
        private final InternalRecordWrapper wrapper;

        private Partitions(PartitionSpec spec, Schema columns) {
            this.none = spec.isUnpartitioned();
            this.key = new PartitionKey(spec, columns);
            this.wrapper = new InternalRecordWrapper(columns.asStruct());
        }

        private @Nullable PartitionKey of(Record record) {
            if (none) {
                return null;
            }
            key.partition(wrapper.wrap(record));
            return key;
        }
    }
}
