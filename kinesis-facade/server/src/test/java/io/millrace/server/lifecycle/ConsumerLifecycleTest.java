package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ConsumerLifecycleTest {

    private static final StreamFact STREAM = Streams.active("orders");

    @Test
    void whatIsCreatingIsActiveAndWhatIsDeletingIsGone() {
        ConsumerFact coming = consumer("coming", ConsumerStatus.CREATING);
        ConsumerFact going = consumer("going", ConsumerStatus.DELETING);
        TestCatalog catalog = TestCatalog.of(STREAM, coming, going, consumer("staying", ConsumerStatus.ACTIVE));

        assertThat(ConsumerLifecycle.settle(catalog.image()).changes())
                .containsExactlyInAnyOrder(
                        new Change.Put(coming.withStatus(ConsumerStatus.ACTIVE)), new Change.Remove(going.key()));
    }

    @Test
    void whatIsSettledIsLeftAlone() {
        TestCatalog catalog = TestCatalog.of(STREAM, consumer("staying", ConsumerStatus.ACTIVE));

        assertThat(ConsumerLifecycle.settle(catalog.image()).changes()).isEmpty();
    }

    private static ConsumerFact consumer(String name, ConsumerStatus status) {
        return new ConsumerFact(
                STREAM.name(), STREAM.incarnation(), name, Streams.NOW, status, new TreeMap<>(), Optional.empty());
    }
}
