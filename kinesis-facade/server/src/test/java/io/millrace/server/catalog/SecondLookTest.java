package io.millrace.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SecondLookTest {

    private static final RequestContext CONTEXT = new RequestContext("id", "key", Instant.EPOCH);

    private final AtomicInteger calls = new AtomicInteger();
    private final TestCatalog newest = TestCatalog.of(Streams.active("orders"));

    record Request() {}

    @Test
    void whatAnotherNodeHasJustMadeIsFound() {
        assertThat(call(new Behind(), false)).isCompletedWithValue("orders");
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatIsNowhereIsNotFoundAfterOneMoreLookThatTellsNothingNew() {
        assertThat(call(new TestCatalog(), false)).isCompletedExceptionally();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aNodeThatIsAloneDoesNotLookTwice() {
        assertThat(call(new Behind(), true)).isCompletedExceptionally();
        assertThat(calls).hasValue(1);
    }

    private CompletableFuture<String> call(Catalog catalog, boolean alone) {
        Operation<Request, String> find = (request, context) -> {
            calls.incrementAndGet();
            if (catalog.image().streams().isEmpty()) {
                throw AwsError.resourceNotFound("no stream").asException();
            }
            return CompletableFuture.completedStage("orders");
        };
        return new SecondLook<>(find, catalog, () -> alone, Runnable::run)
                .handle(new Request(), CONTEXT)
                .toCompletableFuture();
    }

    /** Knows of nothing until it is asked to read to the end. */
    private final class Behind implements Catalog {

        private CatalogImage image = CatalogImage.EMPTY;

        @Override
        public CatalogImage image() {
            return image;
        }

        @Override
        public CompletionStage<CatalogImage> readToEnd() {
            image = newest.image();
            return CompletableFuture.completedStage(image);
        }

        @Override
        public <R> CompletionStage<R> change(Decision<R> decision) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<CatalogImage> nextChange() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onChange(Consumer<CatalogImage> listener) {
            throw new UnsupportedOperationException();
        }
    }
}
