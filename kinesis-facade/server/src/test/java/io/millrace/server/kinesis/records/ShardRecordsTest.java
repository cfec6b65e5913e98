package io.millrace.server.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.Shapes;
import io.millrace.server.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is encoded directly says what the writer of all responses would say. */
class ShardRecordsTest {

    private static final Shard SHARD =
            Shard.first(new ShardId(77), 0, HashKeyRange.FULL, 0, Instant.parse("2026-11-21T09:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new CBORMapper();

    private final ResponseWriter writer = new ResponseWriter(Shapes.builder().build());

    record Page(List<Record> records, String next) {}

    @Property(tries = 300)
    void inEveryFormat(@ForAll("records") List<StoredRecord> stored, @ForAll WireFormat format) throws IOException {
        List<Record> direct = new ShardRecords(SHARD, stored);

        assertThat(tree(direct, format).toString())
                .isEqualTo(tree(new ArrayList<>(direct), format).toString());
    }

    private JsonNode tree(List<Record> records, WireFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(new Page(records, "behind"), format, out);
        return (format.isBinary() ? CBOR : JSON).readTree(out.toByteArray());
    }

    @Provide
    Arbitrary<List<StoredRecord>> records() {
        Arbitrary<byte[]> keys = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300).map(key -> key.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.strings().ascii().ofMaxLength(30).map(key -> key.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20));
        Arbitrary<ByteBuffer> data = Arbitraries.integers()
                .between(0, 70_000)
                .flatMap(size -> Arbitraries.of(true, false).map(direct -> {
                    ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(size + 3) : ByteBuffer.allocate(size + 3);
                    return bytes.put(size, (byte) size.intValue()).position(3).slice();
                }));
        return Combinators.combine(
                        Arbitraries.longs().between(0, Long.MAX_VALUE - 2),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(-100_000, 4_000_000_000_000L),
                                Arbitraries.longs().between(-1, 1)),
                        keys,
                        data)
                .as(StoredRecord::new)
                .list()
                .ofMaxSize(5);
    }
}
