package io.millrace.firehose.delivery.simulation;

import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The store as one task sees it. */
final class UnreliableStore implements ObjectStore {

    private final ObjectStore store;
    private final Supplier<Fate> fates;
    private final Consumer<Runnable> late;

    UnreliableStore(ObjectStore store, Supplier<Fate> fates, Consumer<Runnable> late) {
        this.store = store;
        this.fates = fates;
        this.late = late;
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws NoAnswerException;
    }

    private <T> T request(String name, Request<T> request) throws NoAnswerException {
        switch (fates.get()) {
            case ANSWERED -> {
                return request.send();
            }
            case UNHEARD -> quietly(request);
            case LATE -> late.accept(() -> quietly(request));
            case NEVER -> {}
        }
        throw new NoAnswerException(name);
    }

    private static void quietly(Request<?> request) {
        try {
            request.send();
        } catch (NoAnswerException | InMemoryStore.Refused e) {
            // nobody hears of it
        }
    }

    @Override
    public Optional<Stored> get(ObjectName name) throws NoAnswerException {
        return request("get", () -> store.get(name));
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException {
        return request("create", () -> store.create(name, bytes));
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException {
        return request("replace", () -> store.replace(name, bytes, tag));
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException {
        return request("createUpload", () -> store.createUpload(name, contentEncoding));
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException {
        return request("uploadPart", () -> store.uploadPart(name, uploadId, number, bytes));
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException {
        return request("completeUpload", () -> store.completeUpload(name, uploadId, parts));
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) throws NoAnswerException {
        request("abortUpload", () -> {
            store.abortUpload(name, uploadId);
            return true;
        });
    }

    @Override
    public Presence look(ObjectName name) throws NoAnswerException {
        return request("look", () -> store.look(name));
    }
}
