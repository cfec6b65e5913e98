package io.millrace.server;

import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.shards.UpdateShardCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Writers that never pause, at two nodes, while the shards under them are split and merged by either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ReshardUnderLoadIT {

    private static final int WRITERS = 6;
    private static final int[] SHARD_COUNTS = {4, 3, 6, 5, 3, 2, 1, 2};

    private final List<Node> nodes = new ArrayList<>();
    private final List<NodeClient> clients = new ArrayList<>();
    private NodeClient client;

    @BeforeAll
    void open() {
        for (int i = 0; i < 2; i++) {
            nodes.add(Nodes.open("reshard-it-catalog"));
            clients.add(new NodeClient(nodes.get(i)));
        }
        client = clients.get(0);
    }

    @AfterAll
    void close() {
        nodes.forEach(Node::close);
    }

    @Test
    void nothing_acknowledged_is_lost_and_the_records_of_a_key_keep_their_order() {
        StreamName stream = client.create("reshard-load", 2);
        KeyedLoad load = KeyedLoad.start(stream, clients, WRITERS, 1);

        for (int count : SHARD_COUNTS) {
            clients.get(count % clients.size())
                    .call(
                            "UpdateShardCount",
                            new UpdateShardCount.Request(
                                    UpdateShardCount.ScalingType.UNIFORM_SCALING,
                                    Optional.of(stream),
                                    count,
                                    Optional.empty(),
                                    Optional.empty()));
            NodeClient.await(() -> client.image(stream).fact().isActive()
                    && client.image(stream).openShards().size() == count);
            load.awaitRecords(10 * WRITERS);
        }
        load.stop();

        load.assertThatAllIsRead(client);
    }
}
