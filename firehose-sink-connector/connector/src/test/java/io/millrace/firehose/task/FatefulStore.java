package io.millrace.firehose.task;

import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import java.util.List;
import java.util.Optional;

/** The store as one task sees it: something may happen before and after each of its requests. */
final class FatefulStore implements ObjectStore {

    /** What happens around a request. */
    interface Fate {

        /** May throw {@link Killed}: the request is not sent. */
        void before() throws NoAnswerException;

        /** May throw {@link Killed}, or a {@link NoAnswerException}: the request was carried out. */
        void after() throws NoAnswerException;
    }

    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private interface Request<T> {
        T send() throws NoAnswerException;
    }

    private final ObjectStore store;
    private final Fate fate;

    FatefulStore(ObjectStore store, Fate fate) {
        this.store = store;
        this.fate = fate;
    }

    private <T> T request(Request<T> request) throws NoAnswerException {
        fate.before();
        T answer = request.send();
        fate.after();
        return answer;
    }

    @Override
    public Optional<Stored> get(ObjectName name) throws NoAnswerException {
        return request(() -> store.get(name));
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException {
        return request(() -> store.create(name, bytes));
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException {
        return request(() -> store.replace(name, bytes, tag));
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException {
        return request(() -> store.createUpload(name, contentEncoding));
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException {
        return request(() -> store.uploadPart(name, uploadId, number, bytes));
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException {
        return request(() -> store.completeUpload(name, uploadId, parts));
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) throws NoAnswerException {
        request(() -> {
            store.abortUpload(name, uploadId);
            return true;
        });
    }

    @Override
    public Presence look(ObjectName name) throws NoAnswerException {
        return request(() -> store.look(name));
    }
}
