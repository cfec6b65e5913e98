package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import java.util.List;
import java.util.Optional;

/**
 * What was written last and may or may not have been committed: Kafka's answer was lost. To decide again as if it had not been would
 * tell whoever made a stream that it exists already. Once the catalog is taken again, its end tells.
 */
final class InDoubt<R> {

    private List<Change> changes = List.of();
    private Optional<R> answer = Optional.empty();

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void write(Decision.Outcome<R> outcome) {
        changes = outcome.changes();
        answer = Optional.of(outcome.answer());
    }

    /** The answer of the decision that was written, if it was. The image must have been read after the catalog was taken again. */
    Optional<R> answerIfWritten(CatalogImage image) {
        return !changes.isEmpty() && changes.stream().allMatch(image::holds) ? answer : Optional.empty();
    }
}
