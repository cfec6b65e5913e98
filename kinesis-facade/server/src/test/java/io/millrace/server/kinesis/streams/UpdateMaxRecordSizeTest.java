package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.StreamArn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UpdateMaxRecordSizeTest {

    private final TestCatalog catalog = TestCatalog.of(Streams.active("orders").withMaxRecordSizeInKiB(2048));
    private final TopicsInMemory topics = new TopicsInMemory();
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final UpdateMaxRecordSize updateMaxRecordSize =
            new UpdateMaxRecordSize(streams, new SettingChange(streams, catalog, topics));

    @Test
    void theTopicTakesLargerRecordsBeforeClientsMaySendThem() {
        topics.meanwhile = () -> assertThat(maxRecordSize()).isEqualTo(2048);

        Calls.call(updateMaxRecordSize, to(10_240));

        assertThat(maxRecordSize()).isEqualTo(10_240);
        assertThat(topics.set).startsWith("orders takes 10240 KiB");
    }

    @Test
    void clientsMaySendNoLargerRecordsBeforeTheTopicTakesNone() {
        topics.meanwhile = () -> assertThat(maxRecordSize()).isEqualTo(1024);

        Calls.call(updateMaxRecordSize, to(1024));

        assertThat(topics.set).containsExactly("orders takes 1024 KiB");
    }

    @Test
    void theStreamMustBeActive() {
        catalog.put(Streams.active("orders").withStatus(StreamStatus.UPDATING));

        assertThat(Calls.refusal(updateMaxRecordSize, to(1024)).code()).isEqualTo("ResourceInUseException");
    }

    @Test
    void theArnIsNeeded() {
        assertThat(Calls.refusal(
                                updateMaxRecordSize,
                                new UpdateMaxRecordSize.Request(1024, Optional.empty(), Optional.empty()))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    private int maxRecordSize() {
        return catalog.image().stream(new StreamName("orders"))
                .orElseThrow()
                .fact()
                .maxRecordSizeInKiB();
    }

    private static UpdateMaxRecordSize.Request to(int kib) {
        return new UpdateMaxRecordSize.Request(
                kib, Optional.of(new StreamArn(Streams.ARNS.ofStream(new StreamName("orders")))), Optional.empty());
    }
}
