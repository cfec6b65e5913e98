package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.Fact;
import java.util.List;

/**
 * What to change, given everything that is known. It changes nothing itself, and it may be asked again with a newer image
 * when another node wrote in between: it must not remember.
 *
 * @param <R> the answer to whoever asked for the change
 */
@FunctionalInterface
public interface Decision<R> {

    /** @throws io.millrace.server.operation.AwsException if the change is not allowed */
    Outcome<R> decide(CatalogImage image);

    /** The changes, which take effect together or not at all, and the answer. No changes: nothing is written. */
    record Outcome<R>(List<Change> changes, R answer) {

        public Outcome {
            changes = List.copyOf(changes);
        }

        public static <R> Outcome<R> unchanged(R answer) {
            return new Outcome<>(List.of(), answer);
        }

        public static <R> Outcome<R> of(R answer, Fact... facts) {
            return new Outcome<>(
                    List.<Fact>of(facts).stream().<Change>map(Change.Put::new).toList(), answer);
        }
    }
}
