package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.operation.AwsError;
import java.util.Set;

/** Stream names that no topic can have: Kafka would refuse them for ever, and the stream would stay in CREATING. */
final class TopicNames {

    /** Kafka's own topics. Some are made at their first use: that one is not there yet makes its name no freer. */
    private static final Set<String> KAFKAS_OWN =
            Set.of("__cluster_metadata", "__consumer_offsets", "__share_group_state", "__transaction_state");

    private TopicNames() {}

    static void require(StreamName name) {
        if (name.value().equals(".") || name.value().equals("..")) {
            throw AwsError.invalidArgument("A stream cannot be named '" + name + "': no Kafka topic can.")
                    .asException();
        }
        if (KAFKAS_OWN.contains(name.value())) {
            throw AwsError.invalidArgument("A stream cannot be named '" + name + "': Kafka keeps its own data there.")
                    .asException();
        }
    }

    /** In the names of Kafka's metrics a period is an underscore, so it has no two topics that differ in that alone. */
    static void requireNoCollision(CatalogImage image, StreamName name) {
        image.streams().keySet().stream()
                .filter(other -> !other.equals(name) && inMetrics(other).equals(inMetrics(name)))
                .findFirst()
                .ifPresent(other -> {
                    throw AwsError.resourceInUse("Stream " + name + " cannot be made beside stream " + other
                                    + ": Kafka takes '.' and '_' in the names of topics for the same.")
                            .asException();
                });
    }

    private static String inMetrics(StreamName name) {
        return name.value().replace('.', '_');
    }
}
