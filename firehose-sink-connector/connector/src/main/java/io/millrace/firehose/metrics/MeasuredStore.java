package io.millrace.firehose.metrics;

import io.millrace.firehose.delivery.InterceptedStore;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectStore;

/** Counts what becomes of the requests to a store. */
public final class MeasuredStore extends InterceptedStore {

    private final DeliveryMetrics metrics;

    public MeasuredStore(ObjectStore store, DeliveryMetrics metrics) {
        super(store);
        this.metrics = metrics;
    }

    @Override
    protected <T> T pass(String name, Request<T> request) throws NoAnswerException {
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
}
