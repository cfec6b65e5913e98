package io.millrace.firehose.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

final class HeadCodecTest {

    private static final PendingFile FILE = new PendingFile(
            new ObjectName("bucket", "a=1/key"),
            "upload",
            Instant.parse("2026-01-01T00:00:00Z"),
            List.of(new Part(1, "\"t1\""), new Part(3, "\"t3\"")),
            42,
            7);
    private static final Head HEAD = new Head("topic", 3, "writer", "number", new DeliveryUnit(5, 12, List.of(FILE)));

    @Test
    void aHeadIsReadableJson() {
        assertThat(new String(HeadCodec.encode(HEAD), UTF_8))
                .isEqualTo(
                        "{\"schema\":1,\"topic\":\"topic\",\"partition\":3,\"next\":12,\"writer\":\"writer\","
                                + "\"number\":\"number\",\"intent\":{\"from\":5,\"files\":[{\"bucket\":\"bucket\",\"key\":\"a=1/key\","
                                + "\"uploadId\":\"upload\",\"begun\":\"2026-01-01T00:00:00Z\",\"size\":42,\"records\":7,"
                                + "\"parts\":[{\"number\":1,\"tag\":\"\\\"t1\\\"\"},{\"number\":3,\"tag\":\"\\\"t3\\\"\"}]}]}}");
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(
            @ForAll @NotEmpty String key,
            @ForAll String tag,
            @ForAll @IntRange(max = 100_000) int partition,
            @ForAll @LongRange(max = Long.MAX_VALUE - 1) long from) {
        PendingFile file = new PendingFile(
                new ObjectName("b", key), tag, Instant.EPOCH, List.of(new Part(10_000, tag)), from, from);
        Head head = new Head(key, partition, tag, tag, new DeliveryUnit(from, from + 1, List.of(file)));

        assertThat(HeadCodec.decode(HeadCodec.encode(head))).isEqualTo(head);
    }

    @Test
    void aNewerSchemaIsRefusedWithWhatToDo() {
        byte[] newer = new String(HeadCodec.encode(HEAD), UTF_8)
                .replace("\"schema\":1", "\"schema\":2")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> HeadCodec.decode(newer))
                .isInstanceOf(HeadException.class)
                .hasMessageContaining("has schema 2")
                .hasMessageContaining("knows 1 only");
    }

    @Test
    void membersThatItDoesNotKnowArePassedOver() {
        byte[] more = new String(HeadCodec.encode(HEAD), UTF_8)
                .replace("{\"schema\"", "{\"x\":[],\"schema\"")
                .getBytes(UTF_8);

        assertThat(HeadCodec.decode(more)).isEqualTo(HEAD);
    }

    @Test
    void whatIsNoHeadIsRefused() {
        assertThatThrownBy(() -> HeadCodec.decode("<html>".getBytes(UTF_8)))
                .isInstanceOf(HeadException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> HeadCodec.decode("{\"schema\":1,\"topic\":7}".getBytes(UTF_8)))
                .isInstanceOf(HeadException.class)
                .hasMessageContaining("This is not a head");
    }
}
