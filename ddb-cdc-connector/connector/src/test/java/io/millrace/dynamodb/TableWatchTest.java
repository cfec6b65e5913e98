package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.ReadFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TableWatchTest {

    private static final ReadFault NO_ANSWER =
            new ReadFault(ReadFault.Kind.PASSING, new IllegalStateException("no answer"));

    private final CompletableFuture<Void> changed = new CompletableFuture<>();
    private final CompletableFuture<RuntimeException> failed = new CompletableFuture<>();

    @Test
    void ifDynamoDbDoesNotAnswerAtTheStartItIsAskedAgain() throws Exception {
        Deque<Supplier<List<String>>> answers = new ArrayDeque<>(List.of(
                () -> {
                    throw NO_ANSWER;
                },
                () -> {
                    throw NO_ANSWER;
                },
                () -> List.of("orders")));
        try (TableWatch watch = watch(() -> answers.remove().get(), Duration.ofMinutes(1))) {
            assertThat(watch.tables()).isEmpty();

            changed.get(20, TimeUnit.SECONDS);

            assertThat(watch.tables()).contains(List.of("orders"));
        }
    }

    @Test
    void ifItGoesOnForTooLongTheConnectorFails() throws Exception {
        Supplier<List<String>> never = () -> {
            throw NO_ANSWER;
        };
        try (TableWatch watch = watch(never, Duration.ZERO)) {
            assertThat(failed.get(20, TimeUnit.SECONDS)).isSameAs(NO_ANSWER);
            assertThat(watch.tables()).isEmpty();
        }
    }

    private TableWatch watch(Supplier<List<String>> search, Duration patience) {
        return new TableWatch(
                search,
                () -> changed.complete(null),
                failed::complete,
                Duration.ofHours(1),
                new Backoff(Duration.ofMillis(2), Duration.ofMillis(2), patience),
                () -> {});
    }
}
