package io.millrace.firehose.delivery;

import java.util.List;
import java.util.Optional;

/** A store all of whose requests pass one place. */
public abstract class InterceptedStore implements ObjectStore {

    private final ObjectStore store;

    protected InterceptedStore(ObjectStore store) {
        this.store = store;
    }

    /** Of the store behind it. */
    @FunctionalInterface
    protected interface Request<T> {
        T send() throws NoAnswerException;
    }

    /** @param name what is asked, for people */
    protected abstract <T> T pass(String name, Request<T> request) throws NoAnswerException;

    @Override
    public Optional<Stored> get(ObjectName name) throws NoAnswerException {
        return pass("get", () -> store.get(name));
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException {
        return pass("create", () -> store.create(name, bytes));
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException {
        return pass("replace", () -> store.replace(name, bytes, tag));
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException {
        return pass("createUpload", () -> store.createUpload(name, contentEncoding));
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException {
        return pass("uploadPart", () -> store.uploadPart(name, uploadId, number, bytes));
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException {
        return pass("completeUpload", () -> store.completeUpload(name, uploadId, parts));
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) throws NoAnswerException {
        pass("abortUpload", () -> {
            store.abortUpload(name, uploadId);
            return true;
        });
    }

    @Override
    public Presence look(ObjectName name) throws NoAnswerException {
        return pass("look", () -> store.look(name));
    }
}
