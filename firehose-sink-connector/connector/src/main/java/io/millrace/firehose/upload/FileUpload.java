package io.millrace.firehose.upload;

import io.millrace.firehose.buffer.Content;
import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.PendingFile;
import io.millrace.firehose.retry.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file on its way to the store. Called by one thread at a time, which waits for the store. */
public final class FileUpload {

    private static final Logger LOG = LoggerFactory.getLogger(FileUpload.class);

    private final ObjectStore store;
    private final ObjectName name;
    private final Compression compression;
    private final PartStream parts;
    private @Nullable OutputStream compressed;

    public FileUpload(
            ObjectStore store, Patience patience, MemoryBudget budget, ObjectName name, Compression compression) {
        this.store = store;
        this.name = name;
        this.compression = compression;
        this.parts = new PartStream(store, patience, budget, name, compression.contentEncoding());
    }

    /** @throws java.io.InterruptedIOException when the task ends */
    public void append(Content content) throws IOException {
        try (content) {
            content.writeTo(stream());
        }
    }

    private OutputStream stream() throws IOException {
        if (compressed == null) {
            String key = name.key();
            compressed = compression.wrap(parts, key.substring(key.lastIndexOf('/') + 1));
        }
        return compressed;
    }

    /** Bytes in memory that wait for a part to be full. By any thread. */
    public long held() {
        return parts.held();
    }

    /** The file is in the store, where nobody sees it. Nothing if it has not a byte. */
    public Optional<PendingFile> finish(long records) throws IOException {
        stream().close();
        return parts.finish(records);
    }

    /** Throws away what is in the store. What cannot be thrown away now is left to the bucket's lifecycle rule. */
    public void abort() {
        parts.abandon();
        closeQuietly();
        parts.upload().ifPresent(upload -> {
            try {
                store.abortUpload(name, upload.id());
            } catch (NoAnswerException | RuntimeException e) {
                LOG.info("The upload {} of {} stays until the bucket's lifecycle rule aborts it", upload.id(), name, e);
            }
        });
    }

    /** A compressor holds memory that is not the heap's. */
    private void closeQuietly() {
        OutputStream unwanted = compressed;
        if (unwanted == null) {
            return;
        }
        try {
            unwanted.close();
        } catch (IOException e) {
            LOG.debug("Could not close a file that nobody wants", e);
        }
    }
}
