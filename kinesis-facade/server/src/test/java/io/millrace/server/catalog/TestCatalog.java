package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.CatalogReplay;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A catalog in memory: what is decided is replayed at once. */
public final class TestCatalog implements Catalog {

    private final CatalogReplay replay = new CatalogReplay();
    private final List<Consumer<CatalogImage>> listeners = new ArrayList<>();
    private final List<Change> written = new ArrayList<>();
    private CompletableFuture<CatalogImage> nextChange = new CompletableFuture<>();
    private CatalogImage image = CatalogImage.EMPTY;

    public static TestCatalog of(Fact... facts) {
        TestCatalog catalog = new TestCatalog();
        catalog.put(facts);
        catalog.written.clear();
        return catalog;
    }

    public static TestCatalog of(List<? extends Fact> facts) {
        return of(facts.toArray(Fact[]::new));
    }

    public void put(Fact... facts) {
        write(Stream.of(facts).<Change>map(Change.Put::new).toList());
    }

    public synchronized void write(List<Change> changes) {
        changes.forEach(replay::apply);
        written.addAll(changes);
        image = replay.imageAt(image.offset() + changes.size());
        CatalogImage now = image;
        listeners.forEach(listener -> listener.accept(now));
        CompletableFuture<CatalogImage> changed = nextChange;
        nextChange = new CompletableFuture<>();
        changed.complete(now);
    }

    /** Every change since the catalog was made. */
    public synchronized List<Change> written() {
        return List.copyOf(written);
    }

    @Override
    public synchronized CatalogImage image() {
        return image;
    }

    @Override
    public synchronized <R> CompletionStage<R> change(Decision<R> decision) {
        try {
            Decision.Outcome<R> outcome = decision.decide(image);
            if (!outcome.changes().isEmpty()) {
                write(outcome.changes());
            }
            return CompletableFuture.completedFuture(outcome.answer());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public synchronized CompletionStage<CatalogImage> readToEnd() {
        return CompletableFuture.completedStage(image);
    }

    @Override
    public synchronized CompletionStage<CatalogImage> nextChange() {
        return nextChange.copy();
    }

    @Override
    public synchronized void onChange(Consumer<CatalogImage> listener) {
        listener.accept(image);
        listeners.add(listener);
    }
}
