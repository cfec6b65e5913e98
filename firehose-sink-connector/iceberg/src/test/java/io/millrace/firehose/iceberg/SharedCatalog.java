package io.millrace.firehose.iceberg;

import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Stays open when one of its users is closed.
 *
 * @param afterLoading what happens when a table's state was read
 */
record SharedCatalog(Catalog catalog, Runnable afterLoading) implements Catalog {

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        return catalog.listTables(namespace);
    }

    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        return catalog.dropTable(table, purge);
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        catalog.renameTable(from, to);
    }

    @Override
    public Table loadTable(TableIdentifier table) {
        Table loaded = catalog.loadTable(table);
        afterLoading.run();
        return loaded;
    }
}
