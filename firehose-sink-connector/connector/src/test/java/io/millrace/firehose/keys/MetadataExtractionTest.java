package io.millrace.firehose.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataExtractionTest {

    private static final String RECORD =
            "{\"type\":{\"device\":\"mobile\",\"event\":\"user_clicked\"},\"customer_id\":1234567890,"
                    + "\"event_timestamp\":1565382027,\"region\":\"eu\",\"ok\":true,\"share\":0.5,\"big\":1e10}";

    private final List<Failure> failures = new ArrayList<>();

    @Test
    void theExampleOfTheGuideWorks() {
        String query = "{customer_id: .customer_id, device: .type.device, year: .event_timestamp | strftime(\"%Y\"),"
                + " hour: (.event_timestamp | strftime(\"%H\"))}";

        assertThat(keys(query, RECORD))
                .isEqualTo(Map.of("customer_id", "1234567890", "device", "mobile", "year", "2019", "hour", "20"));
    }

    @Test
    void scalarsAreKeys() {
        assertThat(keys("{ok, share, big, region}", RECORD))
                .isEqualTo(Map.of("ok", "true", "share", "0.5", "big", "10000000000", "region", "eu"));
    }

    @Test
    void theRecordStaysAsItIs() {
        List<DeliveryRecord> emitted = run("{region}", RECORD);

        assertThat(emitted).singleElement().matches(found -> new String(found.data(), UTF_8).equals(RECORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: .missing}", "{region, a: \"\"}", "{a: .type}", "{a: []}", "{}"})
    void valuesMustNotBeNullOrEmpty(String query) {
        assertThat(run(query, RECORD)).isEmpty();
        assertThat(failures)
                .containsExactly(new Failure(
                        ErrorType.PROCESSING_FAILED,
                        "DynamicPartitioning.MetadataExtractionFailed",
                        "partitionKeys values must not be null or empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".region", "empty", "{region}, {ok}", "{a: (1, 2)}"})
    void theQueryMakesOneObject(String query) {
        assertThat(run(query, RECORD)).isEmpty();
        assertThat(failures)
                .singleElement()
                .matches(failure -> failure.message().equals("The query did not make one object."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "{\"a\":", "{}{}"})
    void aRecordIsOneJsonDocument(String record) {
        run("{a: 1}", record);

        assertThat(failures).singleElement().matches(failure -> failure.code().equals(MetadataExtraction.CODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: (.region + 1)}", "{a: error(\"no\")}", "{a: nosuchfunction}", "{a: $nosuch}"})
    void aQueryThatFailsFailsTheRecord(String query) {
        assertThat(run(query, RECORD)).isEmpty();
        assertThat(failures)
                .singleElement()
                .matches(failure -> failure.message().startsWith("The query failed: "));
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "def f: f; f",
                "[recurse(.)]",
                "{a: ([range(1e15)] | length)}",
                "{a: last(range(1e15))}",
                "{a: ([range(1e8) as $i | range(1e8; 0; -1)] | length)}",
                "{a: (try last(range(1e15)) catch 1)}",
                "{region} | (., (range(1e15) | {}))",
                "repeat(1)",
                "def f: f, f; f",
                "def f(n): if n == 0 then 1 else f(n - 1), f(n - 1) end; {a: ([f(60)] | length)}",
                "{a: ([limit(1e9; recurse(., .))] | length)}",
                "{a: (\"x\" * 1e9)}",
                "{a: (.big * .region)}",
                "{a: (\"\\(\"x\" * 1e9)\")}",
                "{a: (reduce range(60) as $i (\"x\"; . + .) | length)}",
                "{a: (reduce range(60) as $i (\"x\"; \"\\(.)\\(.)\") | length)}",
                "{a: (def f(n): if n == 0 then \"x\" else f(n - 1) | . + . end; f(60) | length)}"
            })
    void aQueryThatDoesNotEndFailsTheRecord(String query) {
        assertThat(run(query, RECORD)).isEmpty();
        assertThat(failures).singleElement().matches(failure -> failure.code().equals(MetadataExtraction.CODE));
    }

    @Test
    void whatIsBoundedIsJqOtherwise() {
        String query = "def twice(f): f * 2; def sum(n): if n == 0 then 0 else n + sum(n - 1) end; # \"(* \\"
                + "\n{a: (.customer_id | twice(.)), b: sum(10), c: \"d + \\(twice(.share) + 1) * \\\"(\","
                + " d: -(.share * -2), e: ([.type[] + \"!\"] | sort | add), f: ({a: 1} * {b: 2} | keys | join(\"+\"))}";

        assertThat(keys(query, RECORD))
                .isEqualTo(Map.of(
                        "a", "2469135780",
                        "b", "55",
                        "c", "d + 2 * \"(",
                        "d", "1",
                        "e", "mobile!user_clicked!",
                        "f", "a+b"));
    }

    @Test
    void anAssignmentThatMultipliesIsRefusedWithWhatToWrite() {
        assertThatThrownBy(() -> new MetadataExtraction("{a: (.share *= 2 | .share)}"))
                .hasMessageContaining("write .a = .a * 2");
    }

    @Test
    void theDeepestDocumentThereMayBeFailsAloneAtWorst() {
        run("{a: ([..] | length)}", "[".repeat(900) + "]".repeat(900));
        run("{a: ([..] | length)}", "[".repeat(100_000) + "]".repeat(100_000));

        assertThat(keys("{a: ([range(10)] | length)}", RECORD)).isEqualTo(Map.of("a", "10"));
    }

    @Test
    void whatIsNotJqIsRefused() {
        assertThatThrownBy(() -> new MetadataExtraction("{a: "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MetadataExtractionQuery: it is not jq 1.6")
                .hasMessageContaining("write one object");
    }

    private Map<String, String> keys(String query, String record) {
        return run(query, record).get(0).queryKeys();
    }

    private List<DeliveryRecord> run(String query, String record) {
        List<DeliveryRecord> emitted = new ArrayList<>();
        Origin origin = new Origin("t", 0, 0, 0, Instant.EPOCH);
        new MetadataExtraction(query).apply(DeliveryRecord.of(origin, record.getBytes(UTF_8)), new Step.Output() {
            @Override
            public void emit(DeliveryRecord found) {
                emitted.add(found);
            }

            @Override
            public void fail(DeliveryRecord failed, Failure failure) {
                failures.add(failure);
            }
        });
        return emitted;
    }
}
