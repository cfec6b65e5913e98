package io.millrace.firehose.iceberg;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some records become one snapshot of a table, and are seen in it once.
 *
 * <p>A snapshot says in its summary up to where each partition is in the table. What it has is left out, and the snapshot is made only if
 * the table still says so then: somebody else who delivers the same records, and believes to be alone, loses that race or has won it.
 */
final class TableCommit {

    private static final Logger LOG = LoggerFactory.getLogger(TableCommit.class);

    private final Catalog catalog;
    private final TableIdentifier name;
    private final IcebergSettings settings;
    private final List<Change> changes;
    private final UnaryOperator<Offsets> alsoKnown;
    private final Map<DeliveryRecord, Failure> failures = new IdentityHashMap<>();
    private @Nullable Written written;
    private boolean mayBeThere;

    /** Files, and what the table had when it was decided what is in them. */
    private record Written(TableFiles files, Offsets had) {}

    /** @param alsoKnown adds to what the table says what its writer knows besides */
    TableCommit(
            Catalog catalog,
            TableIdentifier name,
            IcebergSettings settings,
            List<Change> changes,
            UnaryOperator<Offsets> alsoKnown) {
        this.catalog = catalog;
        this.name = name;
        this.settings = settings;
        this.changes = changes;
        this.alsoKnown = alsoKnown;
    }

    /**
     * Tries once, and again at once when somebody else was faster. What it throws may be different later, and then it may be run again.
     *
     * @return why records cannot be in the table, by record
     */
    Map<DeliveryRecord, Failure> run() {
        Optional<Table> there = table();
        if (there.isEmpty()) {
            changes.forEach(change -> failures.put(change.record(), IcebergErrors.noSuchTable(name.toString())));
            return failures;
        }
        Table table = there.get();
        if (settings.evolve()) {
            TableColumns.add(table, JsonShape.of(changes));
        }
        while (!attempt(table)) {
            LOG.atInfo().addKeyValue("table", name).log("Somebody else committed records of this delivery stream");
            table.refresh();
        }
        return failures;
    }

    private Optional<Table> table() {
        try {
            return Optional.of(catalog.loadTable(name));
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return settings.create()
                    ? TableColumns.create(catalog, name, JsonShape.of(changes), settings.partitionedBy(name))
                    : Optional.empty();
        }
    }

    /** Lets go of what was written, if it is in no snapshot. */
    void discard() {
        Written old = written;
        written = null;
        if (old != null && !mayBeThere) {
            try {
                old.files().discard(catalog.loadTable(name));
            } catch (RuntimeException e) {
                LOG.info("Files of {} that nobody wants stay there", name, e);
            }
        }
    }

    private boolean attempt(Table table) {
        Offsets had = Offsets.of(SnapshotUtil.currentAncestors(table), settings.offsets());
        Written ready = written;
        if (ready == null || !ready.had().equals(had)) {
            discard();
            ready = write(table, had);
            written = ready;
        }
        if (ready.files().isEmpty()) {
            return true;
        }
        try {
            commit(table, ready);
            written = null;
            return true;
        } catch (ValidationException e) {
            return false;
        } catch (CommitStateUnknownException e) {
            mayBeThere = true;
            throw e;
        }
    }

    private Written write(Table table, Offsets had) {
        Offsets known = alsoKnown.apply(had);
        failures.clear();
        int skipped = 0;
        try (var writer = new TableWriter(table, keys())) {
            for (Change change : changes) {
                boolean isThere = known.of(change.partition()).has(change.position());
                skipped += isThere ? 1 : 0;
                try {
                    if (!isThere) {
                        writer.add(change);
                    }
                } catch (RowException e) {
                    failures.put(change.record(), e.failure());
                }
            }
            if (skipped > 0) {
                LOG.atWarn()
                        .addKeyValue("table", name)
                        .addKeyValue("records", skipped)
                        .log("Records that the table has already were read again, and are left out");
            }
            return new Written(writer.finish(), had);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> keys() {
        return settings.appendOnly() ? List.of() : settings.uniqueKeys(name);
    }

    private void commit(Table table, Written ready) {
        if (ready.files().deletes().isEmpty()) {
            var append = table.newAppend();
            ready.files().rows().forEach(append::appendFile);
            finish(append, ready);
        } else {
            RowDelta delta = table.newRowDelta();
            ready.files().rows().forEach(delta::addRows);
            ready.files().deletes().forEach(delta::addDeletes);
            finish(delta, ready);
        }
    }

    private void finish(SnapshotUpdate<?> update, Written ready) {
        update.set(Offsets.property(settings.offsets()), after(ready.had()).format());
        update.validateWith(
                ancestors -> Offsets.of(ancestors, settings.offsets()).equals(ready.had()));
        update.commit();
    }

    private Offsets after(Offsets had) {
        Offsets after = alsoKnown.apply(had);
        for (Map.Entry<String, Delivered.Range> each : ranges(changes).entrySet()) {
            after = after.with(each.getKey(), after.of(each.getKey()).with(each.getValue()));
        }
        return after;
    }

    /** From where to where changes are of each partition. */
    static Map<String, Delivered.Range> ranges(List<Change> changes) {
        Map<String, Delivered.Range> ranges = new LinkedHashMap<>();
        for (Change change : changes) {
            var here = new Delivered.Range(change.position(), change.position().next());
            ranges.merge(change.partition(), here, Delivered.Range::over);
        }
        return ranges;
    }
}
