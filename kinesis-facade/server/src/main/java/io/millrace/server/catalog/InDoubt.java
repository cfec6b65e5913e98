package io.millrace.server.catalog;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What was written last and may or may not have been committed: Kafka's answer was lost. To decide again as if it had not been would
 * tell whoever made a stream that it exists already. Once the catalog is taken again, its log tells by the transaction's name: that
 * things stand as they were to be says nothing, for another node may have changed them alike.
 */
final class InDoubt<R> {

    private Optional<Written<R>> last = Optional.empty();

    private record Written<R>(String transaction, R answer) {}

    boolean isEmpty() {
        return last.isEmpty();
    }

    /** @return the name of the transaction in which it is to be written now */
    String write(R answer) {
        String transaction = UUID.randomUUID().toString();
        last = Optional.of(new Written<>(transaction, answer));
        return transaction;
    }

    /**
     * The answer of the decision that was written, if it was.
     *
     * @param read whether a transaction has been read; the log must have been read to its end after the catalog was taken again
     */
    Optional<R> answerIfWritten(Predicate<String> read) {
        return last.filter(written -> read.test(written.transaction())).map(Written::answer);
    }
}
