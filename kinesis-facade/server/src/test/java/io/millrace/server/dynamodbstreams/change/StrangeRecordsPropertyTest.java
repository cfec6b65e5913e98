package io.millrace.server.dynamodbstreams.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.server.dynamodbstreams.Changes;
import io.millrace.server.kafka.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Anybody may write to a topic, and a reader must not stop at what he wrote. */
final class StrangeRecordsPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SIGNS = "{}[]\",:\\0-null\u0000\u00ff".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 1000)
    void aRecordIsForeignOrJson(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] key = spoilt(Changes.key("a"), random);
        byte[] value = spoilt(
                Changes.envelope("u", Changes.item("a", 1), Changes.item("a", 2), "NEW_AND_OLD_IMAGES", ""), random);
        Optional<byte[]> json;
        try {
            json = ChangeJson.of(new StoredRecord(0, 0, key, ByteBuffer.wrap(value)), "1");
        } catch (ForeignRecordException e) {
            return;
        }
        if (json.isPresent()) {
            assertThat(JSON.readTree(json.get()).path("dynamodb").path("Keys").isObject())
                    .isTrue();
        }
    }

    private static byte[] spoilt(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = SIGNS[random.nextInt(SIGNS.length)];
                case 1 -> bytes[at] = (byte) random.nextInt();
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }
}
