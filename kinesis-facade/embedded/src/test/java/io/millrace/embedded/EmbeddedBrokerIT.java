package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @TempDir
    Path folder;

    @Test
    void committedTransactionsAreReadAndAbortedOnesAreNot() throws Exception {
        try (EmbeddedBroker broker = start()) {
            KafkaClients clients = new KafkaClients(broker.bootstrapServers());
            clients.createTopic("orders", 2);

            clients.produce("orders", "plain");
            try (KafkaProducer<String, String> producer = clients.transactionalProducer("till")) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", 0, null, "aborted"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", 0, null, "committed"));
                producer.commitTransaction();
            }

            assertThat(clients.readCommitted("orders")).containsExactly("plain", "committed");
        }
    }

    @Test
    void aFolderIsOpenedAgainOnOtherPortsWithAllThatWasInIt() throws Exception {
        String clusterId;
        try (EmbeddedBroker first = start()) {
            clusterId = first.clusterId();
            KafkaClients clients = new KafkaClients(first.bootstrapServers());
            clients.createTopic("orders", 1);
            clients.produce("orders", "one", "two");
        }

        try (EmbeddedBroker second = start()) {
            KafkaClients clients = new KafkaClients(second.bootstrapServers());
            clients.produce("orders", "three");

            assertThat(second.clusterId()).isEqualTo(clusterId);
            assertThat(clients.readCommitted("orders")).containsExactly("one", "two", "three");
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesKillMinusNine() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(folder)) {
            KafkaClients clients = new KafkaClients(process.bootstrapServers());
            clients.createTopic("orders", 1);
            clients.produce("orders", "one", "two");
            try (KafkaProducer<String, String> producer = clients.transactionalProducer("till")) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", 0, null, "three"));
                producer.commitTransaction();
            }
            process.kill();
        }

        try (EmbeddedBroker broker = start()) {
            KafkaClients clients = new KafkaClients(broker.bootstrapServers());
            clients.produce("orders", "four");

            assertThat(clients.awaitCommitted("orders", 4)).containsExactly("one", "two", "three", "four");
        }
    }

    @Test
    void topicsAreNotMadeByWritingToThem() throws Exception {
        try (EmbeddedBroker broker = start();
                KafkaProducer<String, String> producer =
                        new KafkaClients(broker.bootstrapServers()).impatientProducer()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() ->
                            producer.send(new ProducerRecord<>("nobody", "x")).get())
                    .withStackTraceContaining("nobody");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatExceptionOfType(EmbeddedServerException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(new EmbeddedBroker.Config(folder, taken.getLocalPort(), 0)))
                    .withMessageContaining("port " + taken.getLocalPort())
                    .withMessageNotContaining("\n");
        }
        try (EmbeddedBroker broker = start()) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void aFolderOfAnotherProcessIsNotOpenedAndThatProcessIsNamed() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(folder)) {
            assertThatExceptionOfType(EmbeddedServerException.class)
                    .isThrownBy(this::start)
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("in use by process " + process.pid());
        }
    }

    @Test
    void aFolderIsNotOpenedTwiceInOneProcess() {
        try (EmbeddedBroker broker = start()) {
            assertThatExceptionOfType(EmbeddedServerException.class)
                    .isThrownBy(this::start)
                    .withMessageContaining("in use");
        }
    }

    @Test
    void aDamagedFolderIsExplainedAndLetGo() throws Exception {
        start().close();
        Path quorumState = folder.resolve("__cluster_metadata-0").resolve("quorum-state");
        String intact = Files.readString(quorumState);
        Files.writeString(quorumState, "garbage");

        assertThatExceptionOfType(EmbeddedServerException.class)
                .isThrownBy(this::start)
                .withMessageContaining(quorumState.toString())
                .withMessageContaining("move it away")
                .withMessageNotContaining("\n");

        Files.writeString(quorumState, intact);
        start().close();
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder));
    }
}
