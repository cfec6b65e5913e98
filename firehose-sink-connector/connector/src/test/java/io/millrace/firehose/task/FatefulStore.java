package io.millrace.firehose.task;

import io.millrace.firehose.delivery.InterceptedStore;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectStore;

/** The store as one task sees it: something may happen before and after each of its requests. */
final class FatefulStore extends InterceptedStore {

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

    private final Fate fate;

    FatefulStore(ObjectStore store, Fate fate) {
        super(store);
        this.fate = fate;
    }

    @Override
    protected <T> T pass(String name, Request<T> request) throws NoAnswerException {
        fate.before();
        T answer = request.send();
        fate.after();
        return answer;
    }
}
