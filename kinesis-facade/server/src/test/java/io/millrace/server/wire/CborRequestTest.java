package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.wire.Samples.Everything;
import io.millrace.server.wire.Samples.StreamName;
import io.millrace.server.wire.Samples.TagKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies byte by byte, as RFC 8949 has them. */
class CborRequestTest {

    private static final Instant TIME = Instant.ofEpochMilli(1431014413123L);

    private final RequestReader reader = new RequestReader(Samples.SHAPES);

    @Test
    void definite_and_indefinite_lengths_are_read() {
        String definite = "a2" + text("TagKeys") + "82" + text("a") + text("b") + text("StreamName") + text("orders");
        String indefinite = "bf" + text("TagKeys") + "9f" + text("a") + "7f" + text("b") + "ff" + "ff"
                + text("StreamName") + "7f" + text("ord") + text("ers") + "ff" + "ff";

        for (String body : List.of(definite, indefinite)) {
            assertThat(read(body).tagKeys()).contains(List.of(new TagKey("a"), new TagKey("b")));
            assertThat(read(body).streamName()).contains(new StreamName("orders"));
        }
    }

    @Test
    void blobs_are_byte_strings_whole_or_in_chunks() {
        assertThat(read("a1" + text("Data") + "43010203").data().orElseThrow()).containsExactly(1, 2, 3);
        assertThat(read("a1" + text("Data") + "5f420102" + "4103ff").data().orElseThrow())
                .containsExactly(1, 2, 3);
    }

    @Test
    void text_where_a_blob_belongs_is_refused_and_so_are_bytes_where_text_belongs() {
        assertThat(error("a1" + text("Data") + text("AQID")))
                .isEqualTo(AwsError.serialization("STRING_VALUE can not be converted to a Blob"));
        assertThat(error("a1" + text("StreamName") + "4161"))
                .isEqualTo(AwsError.serialization("BINARY_VALUE can not be converted to a String"));
    }

    @ParameterizedTest
    @CsvSource({
        "c11b0000014d2f1b1343, the service's own: tag 1 and milliseconds",
        "1b0000014d2f1b1343, milliseconds without the tag",
        "c1fb41d552e30347df3b, RFC 8949's: tag 1 and seconds"
    })
    void times_are_whole_milliseconds_or_fractional_seconds(String encoded, String why) {
        assertThat(read("a1" + text("Timestamp") + encoded).timestamp()).as(why).contains(TIME);
    }

    @Test
    void in_the_rpc_protocol_whole_times_are_seconds() {
        byte[] body = HexFormat.of().parseHex("a1" + text("Timestamp") + "c11a554b8c4d");

        assertThat(reader.read(Everything.class, WireFormat.RPC_V2_CBOR, body).timestamp())
                .contains(Instant.ofEpochSecond(0x554b8c4dL));
    }

    @Test
    void null_and_undefined_are_as_good_as_absent() {
        assertThat(read("a2" + text("Limit") + "f6" + text("StreamName") + "f7"))
                .usingRecursiveComparison()
                .isEqualTo(read("a0"));
    }

    @Test
    void the_tag_that_says_this_is_cbor_does_no_harm() {
        assertThat(read("d9d9f7a1" + text("Limit") + "05").limit()).contains(5);
    }

    @Test
    void numbers_of_any_size_become_the_nearest_bound() {
        assertThat(read("a1" + text("Count") + "1bffffffffffffffff").count()).contains(Long.MAX_VALUE);
        assertThat(read("a1" + text("Count") + "c349010000000000000000").count())
                .contains(Long.MIN_VALUE);
        assertThat(error("a1" + text("Count") + "f97e00"))
                .isEqualTo(AwsError.serialization("DECIMAL_VALUE can not be converted to a Long"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "f6", // null
                "a0a0", // more than one
                "a1", // breaks off
                "bf", // never ends
                "a16444617461" + "5affffffff", // claims four gigabytes
                "a16444617461" + "5b7fffffffffffffff", // claims all there is
                "a1" + "6a53747265616d4e616d65" + "7b7fffffffffffffff",
                "a1" + "675461674b657973" + "9b7fffffffffffffff",
                "bb7fffffffffffffff",
                "a1" + "695374726561" + "6d41524e" + "62c328", // not UTF-8
                "a1" + "6953747265616d41524e" + "63eda080", // half a surrogate pair
                "a1" + "6953747265616d41524e" + "1c", // reserved
                "ff"
            })
    void what_is_not_cbor_is_a_SerializationException_without_a_message(String body) {
        assertThat(error(body)).isEqualTo(AwsError.serialization(""));
    }

    private Everything read(String hex) {
        return reader.read(Everything.class, WireFormat.CBOR, HexFormat.of().parseHex(hex));
    }

    private AwsError error(String hex) {
        return catchThrowableOfType(AwsException.class, () -> read(hex)).error();
    }

    private static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return "%02x".formatted(0x60 + bytes.length) + HexFormat.of().formatHex(bytes);
    }
}
