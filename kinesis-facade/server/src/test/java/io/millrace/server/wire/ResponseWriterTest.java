package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.millrace.server.operation.Empty;
import io.millrace.server.wire.Samples.GetRecords;
import io.millrace.server.wire.Samples.Mode;
import io.millrace.server.wire.Samples.OutRecord;
import io.millrace.server.wire.Samples.PartitionKey;
import io.millrace.server.wire.Samples.ShardNumber;
import io.millrace.server.wire.Samples.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseWriterTest {

    private final ResponseWriter writer = new ResponseWriter(Samples.SHAPES);

    @Test
    void json_has_plain_seconds_and_base64_and_leaves_out_what_is_empty() throws IOException {
        GetRecords response = new GetRecords(
                List.of(new OutRecord(
                        "49590338271490256608559692538361571095921575989136588898",
                        Instant.ofEpochMilli(1431014413123L),
                        ByteBuffer.wrap("xxhelloxx".getBytes(StandardCharsets.UTF_8), 2, 5),
                        new PartitionKey("key"),
                        Optional.of(Mode.ON_DEMAND))),
                Optional.empty(),
                0L);

        assertThat(json(response))
                .isEqualTo(
                        "{\"Records\":[{\"SequenceNumber\":\"49590338271490256608559692538361571095921575989136588898\","
                                + "\"ApproximateArrivalTimestamp\":1431014413.123,\"Data\":\"aGVsbG8=\",\"PartitionKey\":\"key\","
                                + "\"EncryptionType\":\"ON_DEMAND\"}],\"MillisBehindLatest\":0}");
    }

    @Test
    void cbor_has_tagged_milliseconds_byte_strings_and_open_ended_maps() throws IOException {
        OutRecord response = new OutRecord(
                "7",
                Instant.ofEpochMilli(1431014413123L),
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                new PartitionKey("k"),
                Optional.empty());

        assertThat(HexFormat.of().formatHex(bytes(response, WireFormat.CBOR)))
                .isEqualTo("bf"
                        + "6e" + hex("SequenceNumber") + "61" + hex("7")
                        + "781b" + hex("ApproximateArrivalTimestamp") + "c11b0000014d2f1b1343"
                        + "64" + hex("Data") + "43010203"
                        + "6c" + hex("PartitionKey") + "61" + hex("k")
                        + "ff");
    }

    @Test
    void times_are_never_written_with_an_exponent() throws IOException {
        record At(Instant time) {}

        assertThat(json(new At(Instant.EPOCH))).isEqualTo("{\"Time\":0.000}");
        assertThat(json(new At(Instant.ofEpochSecond(1_700_000_000)))).isEqualTo("{\"Time\":1700000000.000}");
        assertThat(json(new At(Instant.ofEpochMilli(-1)))).isEqualTo("{\"Time\":-0.001}");
        assertThat(json(new At(Instant.ofEpochMilli(Long.MAX_VALUE)))).doesNotContain("E");
    }

    @Test
    void text_types_are_written_as_they_print_and_names_may_be_given() throws IOException {
        Told response = new Told(
                Optional.of(new ShardNumber(3)),
                Optional.of(new byte[] {-1}),
                Optional.of(-5),
                Optional.of(true),
                Optional.of(Map.of("k", "v")),
                Optional.of("\ud83d\ude00"));

        assertThat(json(response))
                .isEqualTo("{\"ShardId\":\"shardId-000000000003\",\"Blob\":\"/w==\",\"Number\":-5,\"Truth\":true,"
                        + "\"Tags\":{\"k\":\"v\"},\"x-odd\":\"\\uD83D\\uDE00\"}");
        JsonNode cbor = new CBORMapper().readTree(bytes(response, WireFormat.CBOR));
        assertThat(cbor.get("Blob").binaryValue()).containsExactly(-1);
        assertThat(cbor.get("x-odd").textValue()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void a_direct_buffer_is_written_and_left_as_it_was() throws IOException {
        record Blob(ByteBuffer data) {}
        ByteBuffer direct =
                ByteBuffer.allocateDirect(3).put(new byte[] {1, 2, 3}).flip();

        assertThat(json(new Blob(direct))).isEqualTo("{\"Data\":\"AQID\"}");
        assertThat(direct.remaining()).isEqualTo(3);
    }

    @Test
    void nothing_is_written_where_the_operation_has_no_output() throws IOException {
        assertThat(bytes(new Empty(), WireFormat.JSON)).isEmpty();
        assertThat(bytes(new Empty(), WireFormat.CBOR)).isEmpty();
    }

    private String json(Record response) throws IOException {
        return new String(bytes(response, WireFormat.JSON), StandardCharsets.UTF_8);
    }

    private byte[] bytes(Record response, WireFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(response, format, out);
        return out.toByteArray();
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
