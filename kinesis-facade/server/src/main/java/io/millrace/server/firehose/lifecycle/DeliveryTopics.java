package io.millrace.server.firehose.lifecycle;

import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The topics that delivery streams deliver from. */
public interface DeliveryTopics {

    /** Makes the topic of direct puts, and waits until it can be put to. */
    CompletionStage<Void> create(DeliverySource.DirectPut source);

    CompletionStage<Boolean> delete(DeliverySource.DirectPut source);

    /**
     * Lets a connector that has not begun yet begin where its delivery stream does; completes with why it cannot, or with empty.
     *
     * @param group that the connector consumes as
     */
    CompletionStage<Optional<String>> begin(DeliveryStreamFact stream, String group);

    /** Forgets how far a connector was. */
    CompletionStage<Void> forget(String group);
}
