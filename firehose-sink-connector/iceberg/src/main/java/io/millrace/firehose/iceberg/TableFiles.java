package io.millrace.firehose.iceberg;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a table that nobody sees until a snapshot names them. */
record TableFiles(List<DataFile> rows, List<DeleteFile> deletes) {

    private static final Logger LOG = LoggerFactory.getLogger(TableFiles.class);

    boolean isEmpty() {
        return rows.isEmpty() && deletes.isEmpty();
    }

    /** Best effort: what stays is an orphan, which tables are cleaned of anyhow. */
    void discard(Table table) {
        try {
            rows.forEach(file -> table.io().deleteFile(file.location()));
            deletes.forEach(file -> table.io().deleteFile(file.location()));
        } catch (RuntimeException e) {
            LOG.info("Files of {} that nobody wants stay there", table.name(), e);
        }
    }
}
