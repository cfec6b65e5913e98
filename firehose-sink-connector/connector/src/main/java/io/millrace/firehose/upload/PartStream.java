package io.millrace.firehose.upload;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import io.millrace.firehose.delivery.PendingFile;
import io.millrace.firehose.retry.Patience;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts bytes into the parts of an upload, which begins with the first. */
final class PartStream extends OutputStream {

    /** The store takes no smaller part, but for the last. */
    static final int PART_BYTES = 5 << 20;

    private static final int FIRST_BYTES = 16 << 10;

    private final ObjectStore store;
    private final Patience patience;
    private final MemoryBudget budget;
    private final ObjectName name;
    private final Optional<String> contentEncoding;
    private final List<Part> parts = new ArrayList<>();
    private volatile int held;
    private byte[] buffer = new byte[0];
    private int filled;
    private int number;
    private long size;
    private boolean abandoned;
    private ObjectStore.@Nullable Upload upload;

    PartStream(
            ObjectStore store,
            Patience patience,
            MemoryBudget budget,
            ObjectName name,
            Optional<String> contentEncoding) {
        this.store = store;
        this.patience = patience;
        this.budget = budget;
        this.name = name;
        this.contentEncoding = contentEncoding;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = abandoned ? 0 : length;
        while (left > 0) {
            int part = Math.min(left, PART_BYTES - filled);
            ensure(filled + part);
            System.arraycopy(bytes, at, buffer, filled, part);
            filled += part;
            at += part;
            left -= part;
            if (filled == PART_BYTES) {
                uploadPart();
            }
        }
    }

    private void ensure(int capacity) {
        if (capacity > buffer.length) {
            int grown = Math.min(PART_BYTES, Math.max(capacity, Math.max(FIRST_BYTES, buffer.length * 2)));
            budget.add(grown - buffer.length);
            buffer = Arrays.copyOf(buffer, grown);
            held = grown;
        }
    }

    private void uploadPart() throws IOException {
        byte[] bytes = filled == buffer.length ? buffer : Arrays.copyOf(buffer, filled);
        try {
            if (upload == null) {
                upload = patience.ask(() -> store.createUpload(name, contentEncoding));
            }
            parts.add(patience.ask(() -> uploadPart(bytes)));
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("the task ends").initCause(e);
        }
        size += filled;
        filled = 0;
    }

    /** Each attempt has a number of its own: an earlier one may arrive yet. */
    private Part uploadPart(byte[] bytes) throws NoAnswerException {
        int attempt = ++number;
        return new Part(attempt, store.uploadPart(name, begun().id(), attempt, bytes));
    }

    private ObjectStore.Upload begun() {
        if (upload == null) {
            throw new IllegalStateException("no upload of " + name);
        }
        return upload;
    }

    /** Uploads the rest. Nothing if there was not a byte. */
    Optional<PendingFile> finish(long records) throws IOException {
        if (filled > 0) {
            uploadPart();
        }
        release();
        return upload == null
                ? Optional.empty()
                : Optional.of(new PendingFile(name, upload.id(), upload.begun(), parts, size, records));
    }

    /** From now on bytes go nowhere. */
    void abandon() {
        abandoned = true;
        release();
    }

    private void release() {
        budget.release(buffer.length);
        buffer = new byte[0];
        held = 0;
        filled = 0;
    }

    int held() {
        return held;
    }

    Optional<ObjectStore.Upload> upload() {
        return Optional.ofNullable(upload);
    }
}
