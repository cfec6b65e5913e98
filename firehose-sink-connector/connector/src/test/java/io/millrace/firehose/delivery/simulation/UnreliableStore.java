package io.millrace.firehose.delivery.simulation;

import io.millrace.firehose.delivery.InterceptedStore;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectStore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The store as one task sees it. */
final class UnreliableStore extends InterceptedStore {

    private final Supplier<Fate> fates;
    private final Consumer<Runnable> late;

    UnreliableStore(ObjectStore store, Supplier<Fate> fates, Consumer<Runnable> late) {
        super(store);
        this.fates = fates;
        this.late = late;
    }

    @Override
    protected <T> T pass(String name, Request<T> request) throws NoAnswerException {
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
}
