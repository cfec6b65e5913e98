package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.wire.Samples.Everything;
import io.millrace.server.wire.Samples.Mode;
import io.millrace.server.wire.Samples.PutRecords;
import io.millrace.server.wire.Samples.StreamName;
import io.millrace.server.wire.Samples.TagKey;
import io.millrace.server.wire.Samples.TagValue;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    private final RequestReader reader = new RequestReader(Samples.SHAPES);

    @Test
    void every_type_of_member_is_read() {
        Everything read = everything("""
                {"StreamName": "orders", "StreamARN": "arn", "Limit": 7, "Count": 5000000000, "Consistent": true,
                 "Timestamp": 1431014413.123, "Data": "aGVsbG8=", "StreamModeDetails": {"StreamMode": "ON_DEMAND"},
                 "TagKeys": ["a", "b"], "Tags": {"k": "v", "l": ""}, "Modes": ["PROVISIONED"], "x-odd": "yes"}""");

        assertThat(read.streamName()).contains(new StreamName("orders"));
        assertThat(read.streamARN()).contains("arn");
        assertThat(read.limit()).contains(7);
        assertThat(read.count()).contains(5_000_000_000L);
        assertThat(read.consistent()).contains(true);
        assertThat(read.timestamp()).contains(Instant.ofEpochMilli(1431014413123L));
        assertThat(read.data().orElseThrow()).asString().isEqualTo("hello");
        assertThat(read.streamModeDetails().orElseThrow().streamMode()).isEqualTo(Mode.ON_DEMAND);
        assertThat(read.tagKeys()).contains(List.of(new TagKey("a"), new TagKey("b")));
        assertThat(read.tags().orElseThrow())
                .containsExactly(
                        Map.entry(new TagKey("k"), new TagValue("v")), Map.entry(new TagKey("l"), new TagValue("")));
        assertThat(read.modes()).contains(List.of(Mode.PROVISIONED));
        assertThat(read.odd()).contains("yes");
    }

    @Test
    void null_is_as_good_as_absent_and_unknown_members_are_skipped() {
        Everything read = everything(
                "{\"Limit\": null, \"Unknown\": {\"a\": [1, {\"b\": null}]}, \"StreamName\": null, \"Count\": 1}");

        assertThat(read.limit()).isEmpty();
        assertThat(read.streamName()).isEmpty();
        assertThat(read.count()).contains(1L);
    }

    @Test
    void a_member_that_comes_twice_counts_as_it_came_last() {
        assertThat(everything("{\"Limit\": 70000, \"Limit\": 2}").limit()).contains(2);
        assertThat(everything("{\"StreamModeDetails\": {}, \"StreamModeDetails\": {\"StreamMode\": \"ON_DEMAND\"}}")
                        .streamModeDetails())
                .isPresent();
    }

    @Test
    void all_kinds_of_buffers_and_streams_are_read() {
        byte[] body = "xx{\"Limit\": 3}xx".getBytes(StandardCharsets.UTF_8);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(body.length).put(body).position(2).limit(body.length - 2);

        assertThat(reader.read(Everything.class, WireFormat.JSON, direct).limit())
                .contains(3);
        assertThat(direct.remaining()).isEqualTo(body.length - 4);
        assertThat(reader.read(
                                Everything.class,
                                WireFormat.JSON,
                                ByteBuffer.wrap(body, 2, body.length - 4).slice())
                        .limit())
                .contains(3);
        assertThat(reader.read(Everything.class, WireFormat.JSON, new ByteArrayInputStream(body, 2, body.length - 4))
                        .limit())
                .contains(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "\"x\"", "1", "{", "{\"Limit\": 1", "{\"Limit\": 1,}", "{} {}", "{\"a\":}", "hello"})
    void what_is_not_json_is_a_SerializationException_without_a_message(String body) {
        assertThat(errorOf(body)).isEqualTo(AwsError.serialization(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "StreamName        | 23      | NUMBER_VALUE can not be converted to a String",
                "StreamName        | 34.56   | DECIMAL_VALUE can not be converted to a String",
                "StreamName        | true    | TRUE_VALUE can not be converted to a String",
                "StreamARN         | false   | FALSE_VALUE can not be converted to a String",
                "StreamName        | []      | Start of list found where not expected",
                "StreamName        | {}      | Start of structure or map found where not expected.",
                "Limit             | \"23\"  | STRING_VALUE can not be converted to an Integer",
                "Limit             | true    | TRUE_VALUE can not be converted to an Integer",
                "Limit             | []      | Start of list found where not expected",
                "Count             | \"23\"  | STRING_VALUE can not be converted to a Long",
                "Consistent        | 1       | NUMBER_VALUE can not be converted to a Boolean",
                "Consistent        | \"yes\" | STRING_VALUE can not be converted to a Boolean",
                "Timestamp         | \"2015-05-07T16:00:13Z\" | STRING_VALUE can not be converted to milliseconds since epoch",
                "Data              | 1       | NUMBER_VALUE can not be converted to a Blob",
                "Data              | []      | Start of list found where not expected",
                "Data              | \"23456\" | '23456' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 5",
                "Data              | \"=+/=\" | '=+/=' can not be converted to a Blob: Invalid Base64 character: '='",
                "Data              | \"+/+=\" | '+/+=' can not be converted to a Blob: Invalid last non-pad Base64 character dectected",
                "TagKeys           | \"23\"  | Expected list or null",
                "TagKeys           | {}      | Start of structure or map found where not expected.",
                "TagKeys           | [1]     | NUMBER_VALUE can not be converted to a String",
                "Tags              | 1       | Expected map or null",
                "Tags              | []      | Start of list found where not expected",
                "Tags              | {\"a\": 1} | NUMBER_VALUE can not be converted to a String",
                "StreamModeDetails | true    | Expected null",
                "StreamModeDetails | []      | Start of list found where not expected"
            })
    void a_value_of_the_wrong_type_is_a_SerializationException(String member, String value, String message) {
        assertThat(errorOf("{\"%s\": %s}".formatted(member, value))).isEqualTo(AwsError.serialization(message));
    }

    @Test
    void a_list_for_a_body_has_a_message() {
        assertThat(errorOf("[]")).isEqualTo(AwsError.serialization("Start of list found where not expected"));
    }

    @Test
    void numbers_outside_their_type_are_reported_as_out_of_range_and_never_wrap() {
        assertThat(errorOf("{\"Limit\": 99999999999}").message())
                .isEqualTo("1 validation error detected: Value '2147483647' at 'limit' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 10000");
        assertThat(errorOf("{\"Limit\": -1e400}").message()).contains("greater than or equal to 1");
        assertThat(everything("{\"Count\": 99999999999999999999999}").count()).contains(Long.MAX_VALUE);
        assertThat(everything("{\"Limit\": 34.56}").limit()).contains(34);
    }

    @Test
    void violations_come_together_in_the_order_of_the_components() {
        assertThat(validation(PutRecords.class, "{}"))
                .isEqualTo("2 validation errors detected: "
                        + "Value null at 'records' failed to satisfy constraint: Member must not be null; "
                        + "Value null at 'streamName' failed to satisfy constraint: Member must not be null");
        assertThat(validation(PutRecords.class, "{\"StreamName\": \"\", \"Records\": []}"))
                .isEqualTo("3 validation errors detected: "
                        + "Value '[]' at 'records' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1; "
                        + "Value '' at 'streamName' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
                        + "Value '' at 'streamName' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1");
    }

    @Test
    void violations_inside_a_list_have_their_path_and_number() {
        assertThat(validation(PutRecords.class, """
                        {"StreamName": "a b", "Records": [
                          {"PartitionKey": "a", "Data": ""},
                          {"Data": "", "ExplicitHashKey": "007", "PartitionKey": ""},
                          null]}"""))
                .isEqualTo("4 validation errors detected: "
                        + "Value '' at 'records.2.member.partitionKey' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1; "
                        + "Value '007' at 'records.2.member.explicitHashKey' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38}); "
                        + "Value null at 'records.3.member' failed to satisfy constraint: Member must not be null; "
                        + "Value 'a b' at 'streamName' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }

    @Test
    void no_more_than_ten_violations_are_listed() {
        String body = "{\"Records\": [%s {}]}".formatted("{},".repeat(100));

        assertThat(validation(PutRecords.class, body))
                .startsWith("10 validation errors detected: Value null at 'records.1.member.partitionKey'")
                .contains("'records.5.member.data'")
                .doesNotContain("records.6");
    }

    @Test
    void lengths_ranges_enums_and_blobs_are_told_as_the_service_tells_them() {
        assertThat(violation("{\"Limit\": 0}"))
                .isEqualTo("Value '0' at 'limit' failed to satisfy constraint: "
                        + "Member must have value greater than or equal to 1");
        assertThat(violation("{\"Data\": \"%s\"}".formatted("AAAA".repeat(6))))
                .isEqualTo(
                        "Value 'java.nio.HeapByteBuffer[pos=0 lim=18 cap=18]' at 'data' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 16");
        assertThat(violation("{\"StreamName\": \"%s\"}".formatted("a".repeat(129))))
                .isEqualTo("Value '" + "a".repeat(129) + "' at 'streamName' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 128");
        assertThat(violation("{\"StreamModeDetails\": {\"StreamMode\": \"on\"}}"))
                .isEqualTo("Value 'on' at 'streamModeDetails.streamMode' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]");
        assertThat(violation("{\"StreamModeDetails\": {}}"))
                .isEqualTo("Value null at 'streamModeDetails.streamMode' failed to satisfy constraint: "
                        + "Member must not be null");
    }

    @Test
    void members_of_lists_and_maps_are_told_of_with_the_whole() {
        String lengths = "[Member must have length less than or equal to 128, "
                + "Member must have length greater than or equal to 1]";

        assertThat(violation("{\"TagKeys\": [\"a\", \"\", \"b\"]}"))
                .isEqualTo(
                        "Value '[a, , b]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: "
                                + lengths);
        assertThat(violation("{\"Tags\": {\"\": \"v\"}}"))
                .isEqualTo("Value '{=v}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: "
                        + lengths);
        assertThat(violation("{\"Tags\": {\"k\": \"%s\"}}".formatted("v".repeat(257))))
                .isEqualTo("Value '{k=" + "v".repeat(257) + "}' at 'tags' failed to satisfy constraint: "
                        + "Map value must satisfy constraint: [Member must have length less than or equal to 256]");
        assertThat(violation("{\"Modes\": [\"x\"]}"))
                .isEqualTo("Value '[x]' at 'modes' failed to satisfy constraint: Member must satisfy constraint: "
                        + "[Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]]");
    }

    @Test
    void a_very_long_value_is_cut_in_the_message() {
        assertThat(violation("{\"StreamName\": \"%s\"}".formatted("a".repeat(1_000_000))))
                .hasSizeLessThan(10_000)
                .contains("aaa...'");
    }

    @Test
    void nesting_without_end_and_half_a_surrogate_pair_are_refused() {
        assertThat(errorOf("{\"Unknown\": " + "[".repeat(100_000))).isEqualTo(AwsError.serialization(""));
        assertThat(errorOf("{\"StreamARN\": \"\\ud800\"}")).isEqualTo(AwsError.serialization(""));
        assertThat(everything("{\"StreamARN\": \"\\ud83d\\ude00\"}").streamARN())
                .contains("\ud83d\ude00");
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        for (String hex : List.of("c328", "eda080", "ff", "f8888080", "80")) {
            byte[] body = "{\"StreamARN\": \"......\"}".getBytes(StandardCharsets.UTF_8);
            byte[] text = HexFormat.of().parseHex(hex);
            System.arraycopy(text, 0, body, 15, text.length);

            AwsError error = catchThrowableOfType(
                            AwsException.class, () -> reader.read(Everything.class, WireFormat.JSON, body))
                    .error();

            assertThat(error).as(hex).isEqualTo(AwsError.serialization(""));
        }
    }

    @Test
    void base64_with_escaped_slashes_is_read() {
        assertThat(everything("{\"Data\": \"\\/\\/\\/\\/\"}").data().orElseThrow())
                .containsExactly(-1, -1, -1);
        assertThat(everything("{\"Data\": \"\"}".replace("Data", "Dat\\u0061").replace("\"\"}", "\"AQID\"}"))
                        .data()
                        .orElseThrow())
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_list_far_beyond_its_length_is_refused_in_bounded_space() {
        String message = violation("{\"TagKeys\": [%s\"x\"]}".formatted("\"x\",".repeat(1_000_000)));

        assertThat(message)
                .startsWith("Value '[x, x, ")
                .endsWith("Member must have length less than or equal to 10")
                .hasSizeLessThan(10_000);
    }

    @Test
    void a_type_stricter_than_its_constraints_is_an_InvalidArgumentException() {
        record Strict(String value) {
            Strict {
                if (value.equals("bad")) {
                    throw new IllegalArgumentException("bad is bad");
                }
            }
        }
        record Request(Strict member) {}
        RequestReader strict = new RequestReader(
                Shapes.builder().text(Strict.class, Strict::new).build());

        AwsError error = catchThrowableOfType(
                        AwsException.class,
                        () -> strict.read(
                                Request.class,
                                WireFormat.JSON,
                                "{\"Member\": \"bad\"}".getBytes(StandardCharsets.UTF_8)))
                .error();

        assertThat(error).isEqualTo(AwsError.invalidArgument("bad is bad"));
    }

    @Test
    void what_cannot_be_read_or_written_is_told_at_start_up() {
        record Request(Optional<List<Object>> member) {}

        assertThatThrownBy(() -> reader.prepare(Request.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Request.member: java.lang.Object is neither a record nor listed as a text");
        assertThatThrownBy(() -> new ResponseWriter(Samples.SHAPES).prepare(Request.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Request.member");
    }

    private Everything everything(String body) {
        return reader.read(Everything.class, WireFormat.JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private AwsError errorOf(String body) {
        return catchThrowableOfType(AwsException.class, () -> everything(body)).error();
    }

    private String violation(String body) {
        String message = validation(Everything.class, body);
        assertThat(message).startsWith("1 validation error detected: ");
        return message.substring("1 validation error detected: ".length());
    }

    private String validation(Class<? extends Record> type, String body) {
        AwsError error = catchThrowableOfType(
                        AwsException.class,
                        () -> reader.read(type, WireFormat.JSON, body.getBytes(StandardCharsets.UTF_8)))
                .error();
        assertThat(error.code()).isEqualTo("ValidationException");
        return error.message();
    }
}
