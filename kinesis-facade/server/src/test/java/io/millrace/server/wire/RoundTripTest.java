package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.millrace.server.wire.Samples.Entry;
import io.millrace.server.wire.Samples.GetRecords;
import io.millrace.server.wire.Samples.HashKeyText;
import io.millrace.server.wire.Samples.Mode;
import io.millrace.server.wire.Samples.OutRecord;
import io.millrace.server.wire.Samples.PartitionKey;
import io.millrace.server.wire.Samples.PutRecords;
import io.millrace.server.wire.Samples.StreamName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What an independent codec writes is read the same from every format, and what is written an independent codec reads. */
class RoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new CBORMapper();

    private final RequestReader reader = new RequestReader(Samples.SHAPES);
    private final ResponseWriter writer = new ResponseWriter(Samples.SHAPES);

    @Property(tries = 300)
    void requests_are_read_as_they_were_meant(@ForAll("puts") PutRecords request) throws IOException {
        ObjectNode tree =
                JSON.createObjectNode().put("StreamName", request.streamName().value());
        ArrayNode records = tree.putArray("Records");
        for (Entry entry : request.records()) {
            ObjectNode node = records.addObject();
            node.put("Data", entry.data())
                    .put("PartitionKey", entry.partitionKey().value());
            node.put(
                    "ExplicitHashKey",
                    entry.explicitHashKey().map(HashKeyText::value).orElse(null));
        }

        assertSame(reader.read(PutRecords.class, WireFormat.JSON, JSON.writeValueAsBytes(tree)), request);
        assertSame(reader.read(PutRecords.class, WireFormat.CBOR, CBOR.writeValueAsBytes(tree)), request);
    }

    @Property(tries = 300)
    void responses_are_written_as_they_were_meant(@ForAll("gets") GetRecords response) throws IOException {
        for (WireFormat format : WireFormat.values()) {
            JsonNode read = (format.isBinary() ? CBOR : JSON).readTree(write(response, format));

            assertThat(read.path("MillisBehindLatest").longValue()).isEqualTo(response.millisBehindLatest());
            assertThat(Optional.ofNullable(read.get("NextShardIterator")).map(JsonNode::textValue))
                    .isEqualTo(response.nextShardIterator());
            assertThat(read.get("Records")).hasSameSizeAs(response.records());
            for (int i = 0; i < response.records().size(); i++) {
                assertWritten(response.records().get(i), read.get("Records").get(i), format);
            }
        }
    }

    private static void assertWritten(OutRecord record, JsonNode written, WireFormat format) throws IOException {
        assertThat(written.get("SequenceNumber").textValue()).isEqualTo(record.sequenceNumber());
        assertThat(written.get("PartitionKey").textValue())
                .isEqualTo(record.partitionKey().value());
        assertThat(written.get("Data").binaryValue()).isEqualTo(record.data().array());
        assertThat(written.has("EncryptionType"))
                .isEqualTo(record.encryptionType().isPresent());
        long millis = record.approximateArrivalTimestamp().toEpochMilli();
        JsonNode time = written.get("ApproximateArrivalTimestamp");
        if (format == WireFormat.CBOR) {
            assertThat(time.isIntegralNumber()).isTrue();
            assertThat(time.longValue()).isEqualTo(millis);
        } else {
            assertThat(time.doubleValue())
                    .isEqualTo(BigDecimal.valueOf(millis, 3).doubleValue());
        }
    }

    private static void assertSame(PutRecords read, PutRecords meant) {
        assertThat(read).usingRecursiveComparison().isEqualTo(meant);
    }

    private byte[] write(Record response, WireFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(response, format, out);
        return out.toByteArray();
    }

    @Provide
    Arbitrary<PutRecords> puts() {
        Arbitrary<Optional<HashKeyText>> hashKeys = Arbitraries.bigIntegers()
                .greaterOrEqual(BigInteger.ZERO)
                .map(n -> new HashKeyText(n.toString()))
                .optional();
        Arbitrary<Entry> entries =
                Combinators.combine(keys(), hashKeys, blobs()).as(Entry::new);
        return Combinators.combine(entries.list().ofMinSize(1).ofMaxSize(5), names())
                .as(PutRecords::new);
    }

    @Provide
    Arbitrary<GetRecords> gets() {
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        Arbitrary<OutRecord> records = Combinators.combine(
                        Arbitraries.strings().numeric().ofMinLength(1),
                        times,
                        blobs().map(ByteBuffer::wrap),
                        keys(),
                        Arbitraries.of(Mode.class).optional())
                .as(OutRecord::new);
        return Combinators.combine(
                        records.list().ofMaxSize(5),
                        Arbitraries.strings().ofMinLength(1).alpha().optional(),
                        Arbitraries.longs())
                .as(GetRecords::new);
    }

    private static Arbitrary<StreamName> names() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("_.-")
                .ofMinLength(1)
                .ofMaxLength(128)
                .map(StreamName::new);
    }

    /** All of Unicode but half surrogate pairs, which have no UTF-8. */
    private static Arbitrary<PartitionKey> keys() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(codePoints -> codePoints.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .map(PartitionKey::new);
    }

    private static Arbitrary<byte[]> blobs() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000);
    }
}
