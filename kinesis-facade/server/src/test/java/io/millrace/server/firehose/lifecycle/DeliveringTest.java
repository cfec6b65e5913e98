package io.millrace.server.firehose.lifecycle;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.mapping.catalog.DeliveryStreamStatus;
import io.millrace.server.connect.ConnectAwayException;
import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.firehose.connector.ConnectorProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class DeliveringTest {

    private final FirehoseBench bench = new FirehoseBench();
    private final Topics topics = new Topics();
    private final Delivering delivering = new Delivering(
            bench.catalog, topics, bench.connectors, bench.properties, FirehoseBench.ARNS, (delay, task) -> task.run());

    private DeliveryStreamFact creating() {
        return bench.create("\"S3DestinationConfiguration\": " + BUCKET);
    }

    private static void done(CompletionStage<?> step) {
        step.toCompletableFuture().join();
    }

    @Test
    void aDeliveryStreamIsActiveWhenItsConnectorRuns() {
        DeliveryStreamFact stream = creating();

        done(delivering.create(stream));

        assertThat(topics.made).containsExactly(stream.source().topic());
        assertThat(bench.connectors.configs.get(ConnectorProperties.name(stream)))
                .isEqualTo(bench.properties());
        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.ACTIVE);
        assertThat(bench.audit().isUnsettled()).isFalse();
    }

    @Test
    void aNodeThatCarriesOnWhereAnotherDiedComesToTheSame() {
        DeliveryStreamFact stream = creating();
        bench.connectors.configs.put(ConnectorProperties.name(stream), Map.of("half", "done"));

        done(delivering.create(stream));
        done(delivering.create(stream));

        assertThat(bench.connectors.configs).hasSize(1);
        assertThat(bench.connectors.configs.get(ConnectorProperties.name(stream)))
                .isEqualTo(bench.properties());
        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.ACTIVE);
    }

    @Test
    void whatValidationFindsIsTheReasonOfItsFailure() {
        DeliveryStreamFact stream = creating();
        bench.connectors.wrong = List.of("s3.bucket: There is no bucket 'bucket'.");

        done(delivering.create(stream));

        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.CREATING_FAILED);
        assertThat(bench.audit().failure()).contains("s3.bucket: There is no bucket 'bucket'.");
        assertThat(bench.connectors.configs).isEmpty();
    }

    @Test
    void whatATaskFailedWithIsTheReasonAndTheConnectorIsRemoved() {
        DeliveryStreamFact stream = creating();
        bench.connectors.trace = "java.lang.IllegalStateException: The store refuses the key\n\tat x.Y.z(Y.java:1)";

        done(delivering.create(stream));

        assertThat(bench.audit().failure()).contains("The store refuses the key");
        assertThat(bench.connectors.configs).isEmpty();
    }

    @Test
    void whileKafkaConnectIsAwayItStaysCreating() {
        DeliveryStreamFact stream = creating();
        bench.connectors.away = true;

        assertThatThrownBy(() -> done(delivering.create(stream))).hasCauseInstanceOf(ConnectAwayException.class);
        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.CREATING);
    }

    @Test
    void aSourceThatIsNotThereIsAReason() {
        DeliveryStreamFact stream = ofTopic();
        topics.trouble = Optional.of("There is no topic clicks.");

        done(delivering.create(stream));

        assertThat(bench.audit().failure()).contains("There is no topic clicks.");
    }

    @Test
    void aConnectorThatHasBegunIsNotSetBack() {
        DeliveryStreamFact stream = ofTopic();
        done(delivering.create(stream));
        bench.catalog.put(stream);
        done(delivering.create(stream));

        assertThat(topics.begun).containsExactly("connect-" + ConnectorProperties.name(stream));
    }

    private DeliveryStreamFact ofTopic() {
        DeliveryStreamFact made = creating();
        DeliveryStreamFact stream = DeliveryStreamFact.creating(
                made.name(),
                made.incarnation(),
                made.createdAt(),
                new DeliverySource.Msk("clicks", "arn", FirehoseBench.ROLE, "PUBLIC", Optional.empty()),
                made.destination());
        bench.catalog.put(stream);
        return stream;
    }

    @Test
    void anUpdateIsGivenToTheConnector() {
        done(delivering.create(creating()));
        DeliveryStreamFact updated =
                bench.audit().updated(bench.audit().destination(), bench.audit().createdAt());
        bench.catalog.put(updated);

        done(delivering.update(updated));

        assertThat(bench.connectors.configs.get(ConnectorProperties.name(updated)))
                .containsEntry("delivery.stream.version", "2");
        assertThat(bench.audit().isUnsettled()).isFalse();
    }

    @Test
    void anUpdateThatCameMeanwhileIsStillToBeGiven() {
        done(delivering.create(creating()));
        DeliveryStreamFact second =
                bench.audit().updated(bench.audit().destination(), bench.audit().createdAt());
        bench.catalog.put(second.updated(second.destination(), second.createdAt()));

        done(delivering.update(second));

        assertThat(bench.audit().version()).isEqualTo(3);
        assertThat(bench.audit().isUnsettled()).isTrue();
    }

    @Test
    void aConnectorThatIsGoneIsMadeAgainAndOneThatFailedIsStartedAgain() {
        done(delivering.create(creating()));
        String name = ConnectorProperties.name(bench.audit());
        bench.connectors.configs.clear();

        done(delivering.mend(bench.audit()));
        assertThat(bench.connectors.configs).containsOnlyKeys(name);
        assertThat(bench.connectors.restarted).isEmpty();

        bench.connectors.trace = "the store is away";
        done(delivering.mend(bench.audit()));
        assertThat(bench.connectors.restarted).containsExactly(name);
    }

    @Test
    void nothingIsLeftOfADeletedOne() {
        done(delivering.create(creating()));
        DeliveryStreamFact stream = bench.audit().deleting(false);
        bench.catalog.put(stream);

        done(delivering.delete(stream));

        assertThat(bench.connectors.configs).isEmpty();
        assertThat(topics.made).isEmpty();
        assertThat(topics.forgotten).containsExactly("connect-" + ConnectorProperties.name(stream));
        assertThat(bench.catalog.image().deliveryStreams()).isEmpty();
    }

    @Test
    void byForceItIsDeletedWhateverBecomesOfItsConnector() {
        done(delivering.create(creating()));
        DeliveryStreamFact stream = bench.audit().deleting(false);
        bench.catalog.put(stream);
        bench.connectors.away = true;

        assertThatThrownBy(() -> done(delivering.delete(stream))).hasCauseInstanceOf(ConnectAwayException.class);
        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.DELETING);

        DeliveryStreamFact forced = stream.deleting(true);
        bench.catalog.put(forced);
        done(delivering.delete(forced));
        assertThat(bench.catalog.image().deliveryStreams()).isEmpty();
    }

    @Test
    void aNodeThatSawItBeforeItWasDeletedDoesNotMakeItsConnectorAgain() {
        done(delivering.create(creating()));
        DeliveryStreamFact seen = bench.audit();
        CompletableFuture<Void> slow = bench.connectors.slow();
        CompletionStage<?> mending = delivering.mend(seen);
        done(deletedByAnotherNode());

        slow.complete(null);

        assertThatThrownBy(() -> done(mending)).hasCauseInstanceOf(CancellationException.class);
        assertThat(bench.connectors.configs).isEmpty();
    }

    @Test
    void norDoesOneThatWasAboutToMakeIt() {
        DeliveryStreamFact stream = creating();
        CompletableFuture<Void> slow = bench.connectors.slow();
        CompletionStage<?> creating = delivering.create(stream);
        done(deletedByAnotherNode());

        slow.complete(null);

        assertThatThrownBy(() -> done(creating)).hasCauseInstanceOf(CancellationException.class);
        assertThat(bench.connectors.configs).isEmpty();
        assertThat(topics.made).isEmpty();
    }

    @Test
    void norDoesOneThatUpdatedIt() {
        done(delivering.create(creating()));
        DeliveryStreamFact updated =
                bench.audit().updated(bench.audit().destination(), bench.audit().createdAt());
        bench.catalog.put(updated);
        CompletableFuture<Void> slow = bench.connectors.slow();
        CompletionStage<?> updating = delivering.update(updated);
        done(deletedByAnotherNode());

        slow.complete(null);

        assertThatThrownBy(() -> done(updating)).hasCauseInstanceOf(CancellationException.class);
        assertThat(bench.connectors.configs).isEmpty();
    }

    private CompletionStage<?> deletedByAnotherNode() {
        DeliveryStreamFact deleting = bench.audit().deleting(false);
        bench.catalog.put(deleting);
        return delivering.delete(deleting);
    }

    @Test
    void oneThatWasMadeAgainIsLeftAlone() {
        DeliveryStreamFact old = creating();
        bench.catalog.put(
                DeliveryStreamFact.creating(old.name(), "another", old.createdAt(), old.source(), old.destination()));

        assertThatThrownBy(() -> done(delivering.create(old))).hasCauseInstanceOf(CancellationException.class);

        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.CREATING);
        assertThat(bench.connectors.configs).isEmpty();
    }

    private static final class Topics implements DeliveryTopics {

        final List<String> made = new ArrayList<>();
        final List<String> begun = new ArrayList<>();
        final List<String> forgotten = new ArrayList<>();
        Optional<String> trouble = Optional.empty();

        @Override
        public CompletionStage<Void> create(DeliverySource.DirectPut source) {
            if (!made.contains(source.topic())) {
                made.add(source.topic());
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Boolean> delete(DeliverySource.DirectPut source) {
            return CompletableFuture.completedStage(made.remove(source.topic()));
        }

        @Override
        public CompletionStage<Optional<String>> begin(DeliveryStreamFact stream, String group) {
            begun.add(group);
            return CompletableFuture.completedStage(trouble);
        }

        @Override
        public CompletionStage<Void> forget(String group) {
            forgotten.add(group);
            return CompletableFuture.completedStage(null);
        }
    }
}
