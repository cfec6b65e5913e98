package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.millrace.server.operation.AwsException;
import io.millrace.server.wire.Samples.Everything;
import io.millrace.server.wire.Samples.PutRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are, the reader answers with a record or with an error that a client may see. */
class WireFuzzTest {

    private static final Set<String> ALLOWED = Set.of("SerializationException", "ValidationException");
    private static final List<Object> VALUES = Arrays.asList(
            null,
            true,
            false,
            0,
            -1,
            70_000,
            1L << 40,
            1.5,
            Double.NaN,
            "",
            "text",
            "AAAA",
            "A",
            "\ud83d\ude00",
            "orders",
            "007",
            "PROVISIONED",
            List.of(),
            List.of("a"),
            List.of(1, List.of(List.of())),
            Map.of(),
            Map.of("a", "b"),
            Map.of("StreamMode", 1),
            Map.of("PartitionKey", "k", "Data", "AAAA"),
            new byte[3]);

    private final RequestReader reader = new RequestReader(Samples.SHAPES);

    @Property(tries = 3_000)
    void random_bytes_are_refused(@ForAll @Size(max = 200) byte[] body, @ForAll WireFormat format) {
        read(body, format);
    }

    @Property(tries = 3_000)
    void random_bytes_within_a_structure_are_refused(@ForAll @Size(max = 100) byte[] inside) {
        byte[] cbor = new byte[inside.length + 12];
        cbor[0] = (byte) 0xbf;
        cbor[1] = 0x67;
        System.arraycopy("Records".getBytes(StandardCharsets.US_ASCII), 0, cbor, 2, 7);
        System.arraycopy(inside, 0, cbor, 9, inside.length);
        Arrays.fill(cbor, 9 + inside.length, cbor.length, (byte) 0xff);
        read(cbor, WireFormat.CBOR);
    }

    @Property(tries = 1_000)
    void any_value_in_any_place_is_read_or_refused(
            @ForAll("bodies") Map<String, Object> body, @ForAll WireFormat format) {
        read(encode(body, format), format);
    }

    @Property(tries = 1_000)
    void a_body_that_breaks_off_is_refused(
            @ForAll("bodies") Map<String, Object> body,
            @ForAll WireFormat format,
            @ForAll @IntRange(max = 1_000) int length) {
        byte[] whole = encode(body, format);
        byte[] broken = Arrays.copyOf(whole, Math.min(length, whole.length - 1));

        for (Class<? extends Record> type : List.of(Everything.class, PutRecords.class)) {
            assertThat(read(type, broken, format)).isEqualTo("SerializationException");
        }
    }

    @Property(tries = 3_000)
    void a_body_with_damaged_bytes_is_read_or_refused(
            @ForAll("bodies") Map<String, Object> body,
            @ForAll WireFormat format,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int damages) {
        byte[] bytes = encode(body, format);
        Random random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }

        read(bytes, format);
    }

    @Provide
    Arbitrary<Map<String, Object>> bodies() {
        Arbitrary<String> names = Arbitraries.of(
                "StreamName",
                "StreamARN",
                "Limit",
                "Count",
                "Consistent",
                "Timestamp",
                "Data",
                "StreamModeDetails",
                "TagKeys",
                "Tags",
                "Modes",
                "Records",
                "Unknown",
                "");
        Arbitrary<Object> values = Arbitraries.of(VALUES);
        Arbitrary<Object> lists = values.list().ofMaxSize(3).map(list -> list);
        Arbitrary<Object> maps = Arbitraries.maps(Arbitraries.of("PartitionKey", "Data", "StreamMode", "x"), values)
                .ofMaxSize(3)
                .map(map -> map);
        return Arbitraries.maps(names, Arbitraries.oneOf(values, lists, maps)).ofMaxSize(8);
    }

    private void read(byte[] body, WireFormat format) {
        read(Everything.class, body, format);
        read(PutRecords.class, body, format);
    }

    private String read(Class<? extends Record> type, byte[] body, WireFormat format) {
        String heap = outcome(type, ByteBuffer.wrap(body), format);
        assertThat(outcome(
                        type, ByteBuffer.allocateDirect(body.length).put(body).flip(), format))
                .isEqualTo(heap);
        return heap;
    }

    private String outcome(Class<? extends Record> type, ByteBuffer body, WireFormat format) {
        try {
            assertThat(reader.read(type, format, body)).isNotNull();
            return "read";
        } catch (AwsException e) {
            assertThat(e.error().code()).isIn(ALLOWED);
            assertThat(e.error().message().length()).isLessThan(100_000);
            assertThat(ErrorBody.of(e.error(), format)).isNotEmpty();
            return e.error().code();
        }
    }

    private static byte[] encode(Map<String, Object> body, WireFormat format) {
        try {
            return format == WireFormat.JSON
                    ? new ObjectMapper().writeValueAsBytes(body)
                    : new CBORMapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
