package io.millrace.server.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Topics that others have made and write to. Each question is asked of Kafka now. */
public interface ChangeTopics {

    /**
     * A topic that is there.
     *
     * @param id another for each topic that was ever made, also of the same name
     */
    record Topic(String name, String id, int partitions) {}

    CompletionStage<Optional<Topic>> topic(String name);

    /** Those whose names are wanted. */
    CompletionStage<List<Topic>> topics(Predicate<String> wanted);

    /** The oldest offset that each partition still has. */
    CompletionStage<Map<Integer, Long>> starts(Topic topic);

    /** The offset behind everything that is committed in each partition. */
    CompletionStage<Map<Integer, Long>> ends(Topic topic);

    CompletionStage<Long> start(Topic topic, int partition);

    CompletionStage<Long> end(Topic topic, int partition);
}
