package io.millrace.firehose.metrics;

import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import java.util.List;
import java.util.Optional;

/** Counts what becomes of the requests to a store. */
public final class MeasuredStore implements ObjectStore {

    private final ObjectStore store;
    private final DeliveryMetrics metrics;

    public MeasuredStore(ObjectStore store, DeliveryMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    private interface Request<T> {
        T send() throws NoAnswerException;
    }

    private <T> T measured(Request<T> request) throws NoAnswerException {
        T answer;
        try {
            answer = request.send();
        } catch (NoAnswerException e) {
            metrics.storeWasSilent();
            throw e;
        } catch (RuntimeException e) {
            metrics.storeRefused();
            throw e;
        }
        metrics.storeAnswered();
        return answer;
    }

    @Override
    public Optional<Stored> get(ObjectName name) throws NoAnswerException {
        return measured(() -> store.get(name));
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException {
        return measured(() -> store.create(name, bytes));
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException {
        return measured(() -> store.replace(name, bytes, tag));
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException {
        return measured(() -> store.createUpload(name, contentEncoding));
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException {
        return measured(() -> store.uploadPart(name, uploadId, number, bytes));
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException {
        return measured(() -> store.completeUpload(name, uploadId, parts));
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) throws NoAnswerException {
        measured(() -> {
            store.abortUpload(name, uploadId);
            return true;
        });
    }

    @Override
    public Presence look(ObjectName name) throws NoAnswerException {
        return measured(() -> store.look(name));
    }
}
