package io.millrace.conformance.dynamodbstreams;

import static io.millrace.conformance.FacadeStream.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.kcl.DynamoDbLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** KCL reads a table's changes through the DynamoDB Streams Kinesis Adapter. */
@ExtendWith(FacadeExtension.class)
class AdapterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunningFacade shared;

    AdapterIT(RunningFacade shared) {
        this.shared = shared;
    }

    @Test
    void everyChangeIsSeenOnceThroughARestart() throws Exception {
        List<String> written = new ArrayList<>();
        List<String> seen = new CopyOnWriteArrayList<>();
        String application = "adapter-" + UUID.randomUUID();
        try (StreamsFacade facade = new StreamsFacade(shared);
                DynamoDbLocal dynamoDb = DynamoDbLocal.start();
                ChangeTopic topic = facade.topic(2)) {
            String arn = facade.arn(topic);
            write(topic, written, 1, 20);
            try (AdapterProcess first = adapter(facade, dynamoDb, arn, application, seen)) {
                until("the first changes", PATIENCE, () -> seen.size() >= written.size());
                write(topic, written, 21, 40);
                until("those of later", PATIENCE, () -> seen.size() >= written.size());
            }
            write(topic, written, 41, 60);
            try (AdapterProcess second = adapter(facade, dynamoDb, arn, application, seen)) {
                until("those of the second worker", PATIENCE, () -> seen.size() >= written.size());
            }
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(written);
        assertThat(ofFirstShard(seen)).isEqualTo(ofFirstShard(written));
    }

    private static AdapterProcess adapter(
            StreamsFacade facade, DynamoDbLocal dynamoDb, String arn, String application, List<String> seen) {
        return new AdapterProcess(arn, facade.facade().endpoints().http(), dynamoDb.endpoint(), application, seen);
    }

    private static List<String> ofFirstShard(List<String> texts) {
        return texts.stream().filter(text -> text.startsWith("0 ")).toList();
    }

    private static void write(ChangeTopic topic, List<String> written, int first, int last) {
        for (int version = first; version <= last; version++) {
            int partition = version % 2;
            topic.put(partition, Integer.toString(partition), version);
            written.add(partition + " " + version);
        }
    }
}
