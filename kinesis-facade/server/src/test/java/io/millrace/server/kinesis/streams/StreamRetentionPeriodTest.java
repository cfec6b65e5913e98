package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Retention;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StreamRetentionPeriodTest {

    private static final StreamName ORDERS = new StreamName("orders");

    private final TestCatalog catalog =
            TestCatalog.of(Streams.active("orders").withRetention(new Retention(48, Instant.EPOCH)));
    private final TopicsInMemory topics = new TopicsInMemory();
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final SettingChange settings = new SettingChange(streams, catalog, topics);
    private final RetentionChange retention = new RetentionChange(streams, settings, Streams.CLOCK);
    private final IncreaseStreamRetentionPeriod increase = new IncreaseStreamRetentionPeriod(retention);
    private final DecreaseStreamRetentionPeriod decrease = new DecreaseStreamRetentionPeriod(retention);

    @Test
    void theTopicKeepsRecordsLongerBeforeTheCatalogSaysSo() {
        topics.meanwhile = () -> assertThat(stream().retention().hours()).isEqualTo(48);

        Calls.call(increase, toHigher(8760));

        assertThat(stream().retention().hours()).isEqualTo(8760);
        assertThat(topics.set).startsWith("orders keeps 8760 h");
    }

    @Test
    void theTopicKeepsRecordsNoShorterThanTheCatalogSays() {
        topics.meanwhile = () -> assertThat(stream().retention().hours()).isEqualTo(24);

        Calls.call(decrease, toLower(24));

        assertThat(topics.set).containsExactly("orders keeps 24 h");
    }

    @Test
    void recordsThatWerePastRetentionStayUnreadable() {
        Calls.call(increase, toHigher(72));

        assertThat(stream().retention().horizon(Streams.NOW)).isEqualTo(Streams.NOW.minus(Duration.ofDays(2)));
        assertThat(stream().retention().horizon(Streams.NOW.plus(Duration.ofHours(100))))
                .isEqualTo(Streams.NOW.plus(Duration.ofHours(28)));
    }

    @Test
    void recordsThatADecreaseTrimmedStayUnreadableWhenItIsTakenBack() {
        Calls.call(decrease, toLower(24));
        Calls.call(increase, toHigher(48));

        assertThat(stream().retention().horizon(Streams.NOW)).isEqualTo(Streams.NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void theTopicFollowsTheCatalogWhenAnotherChangeComesBetween() {
        topics.meanwhile = () -> catalog.put(stream().withRetention(Retention.ofHours(100)));

        Calls.call(decrease, toLower(24));

        assertThat(topics.set).containsExactly("orders keeps 24 h", "orders keeps 100 h");
    }

    @Test
    void whatIsSetAlreadyMayBeSetAgain() {
        Calls.call(increase, toHigher(48));
        Calls.call(decrease, toLower(48));

        assertThat(stream().retention().hours()).isEqualTo(48);
    }

    @Test
    void eachHasItsDirection() {
        assertThat(Calls.refusal(increase, toHigher(47)))
                .isEqualTo(AwsError.invalidArgument("Requested retention period (47 hours) for stream orders can not"
                        + " be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API."));
        assertThat(Calls.refusal(decrease, toLower(49)))
                .isEqualTo(AwsError.invalidArgument("Requested retention period (49 hours) for stream orders can not"
                        + " be longer than existing retention period (48 hours). Use IncreaseRetentionPeriod API."));
        assertThat(topics.set).isEmpty();
    }

    @Test
    void retentionIsADayToAYear() {
        AwsError tooShort = AwsError.invalidArgument("Minimum allowed retention period is 24 hours. Requested retention"
                + " period (23 hours) is too short.");
        AwsError tooLong = AwsError.invalidArgument("Maximum allowed retention period is 8760 hours. Requested"
                + " retention period (8761 hours) is too long.");

        assertThat(Calls.refusal(increase, toHigher(23))).isEqualTo(tooShort);
        assertThat(Calls.refusal(decrease, toLower(23))).isEqualTo(tooShort);
        assertThat(Calls.refusal(increase, toHigher(8761))).isEqualTo(tooLong);
        assertThat(Calls.refusal(decrease, toLower(8761))).isEqualTo(tooLong);
    }

    @Test
    void theStreamMustBeActive() {
        catalog.put(stream().withStatus(StreamStatus.UPDATING));

        assertThat(Calls.refusal(increase, toHigher(72)))
                .isEqualTo(AwsError.resourceInUse(
                        "Stream orders under account 123456789012 not ACTIVE, instead in state UPDATING"));
        assertThat(topics.set).isEmpty();
    }

    private StreamFact stream() {
        return catalog.image().stream(ORDERS).orElseThrow().fact();
    }

    private static IncreaseStreamRetentionPeriod.Request toHigher(int hours) {
        return new IncreaseStreamRetentionPeriod.Request(
                hours, Optional.of(ORDERS), Optional.empty(), Optional.empty());
    }

    private static DecreaseStreamRetentionPeriod.Request toLower(int hours) {
        return new DecreaseStreamRetentionPeriod.Request(
                hours, Optional.of(ORDERS), Optional.empty(), Optional.empty());
    }
}
