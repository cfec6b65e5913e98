package io.millrace.server.kinesis.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shards.ShardFilter.Type;
import io.millrace.server.kinesis.streams.ShardDescription;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.operation.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ListShardsTest {

    private static final StreamName ORDERS = new StreamName("orders");
    private static final Instant CREATED = Streams.NOW.minus(Duration.ofHours(10));
    private static final Instant SPLIT = Streams.NOW.minus(Duration.ofHours(4));
    private static final Ask ORDERS_SHARDS = new Ask().stream("orders");
    private static final AwsError NOT_FOUND =
            AwsError.resourceNotFound("Stream orders under account 123456789012 not found.");

    /** Shard 0, open from the start; 1, which was split four hours ago; 2 and 3, its children. */
    private final TestCatalog catalog = TestCatalog.of(Streams.facts(stream(), shards()));

    private static StreamFact stream() {
        return Streams.active("orders");
    }

    private static List<Shard> shards() {
        List<Shard> first = Streams.firstShards(2, CREATED);
        List<Shard> shards = new ArrayList<>();
        shards.add(first.get(0));
        shards.addAll(Streams.split(first.get(1), 2, SPLIT));
        return shards;
    }

    @Test
    void shardsAreListedInTheOrderOfTheirNumbersWithTheirLineage() {
        List<ShardDescription> listed = list(ORDERS_SHARDS).shards();

        assertThat(listed)
                .extracting(ShardDescription::shardId)
                .containsExactly(
                        "shardId-000000000000", "shardId-000000000001", "shardId-000000000002", "shardId-000000000003");
        assertThat(listed.get(1).parentShardId()).isEmpty();
        assertThat(listed.get(1).sequenceNumberRange().endingSequenceNumber()).isPresent();
        assertThat(listed.get(2).parentShardId()).contains("shardId-000000000001");
        assertThat(listed.get(2).adjacentParentShardId()).isEmpty();
        assertThat(listed.get(2).sequenceNumberRange().endingSequenceNumber()).isEmpty();
        assertThat(listed.get(0).hashKeyRange())
                .isEqualTo(new ShardDescription.HashKeys("0", "170141183460469231731687303715884105727"));
    }

    @Test
    void withoutFilterItIsFromTrimHorizon() {
        assertThat(numbers(ORDERS_SHARDS)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(numbers(ORDERS_SHARDS.filter(Type.FROM_TRIM_HORIZON))).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shardsWhoseRecordsAreAllPastRetentionAreNotListed() {
        Clock later = Clock.offset(Streams.CLOCK, Duration.ofHours(20).plusMillis(1));

        assertThat(numbers(ORDERS_SHARDS.filter(Type.FROM_TRIM_HORIZON), later)).containsExactly(0L, 2L, 3L);
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TRIM_HORIZON), later)).containsExactly(0L, 2L, 3L);
    }

    @Test
    void atTrimHorizonAreTheShardsThatWereOpenThen() {
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TRIM_HORIZON))).containsExactly(0L, 1L);
        assertThat(numbers(
                        ORDERS_SHARDS.filter(Type.AT_TRIM_HORIZON), Clock.offset(Streams.CLOCK, Duration.ofHours(19))))
                .containsExactly(0L, 1L);
    }

    @Test
    void atTrimHorizonNoHashKeyIsCoveredTwiceInTheMomentOfASplit() {
        Clock later = Clock.offset(Streams.CLOCK, Duration.ofHours(20));

        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TRIM_HORIZON), later)).containsExactly(0L, 2L, 3L);
    }

    @Test
    void atLatestAreTheOpenShards() {
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_LATEST))).containsExactly(0L, 2L, 3L);
    }

    @Test
    void atATimestampAreTheShardsThatWereOpenThen() {
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TIMESTAMP, SPLIT.minusMillis(1))))
                .containsExactly(0L, 1L);
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TIMESTAMP, SPLIT))).containsExactly(0L, 1L, 2L, 3L);
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TIMESTAMP, SPLIT.plusMillis(1))))
                .containsExactly(0L, 2L, 3L);
    }

    @Test
    void atATimestampBeforeTheStreamAreItsFirstShards() {
        assertThat(numbers(ORDERS_SHARDS.filter(Type.AT_TIMESTAMP, Instant.EPOCH)))
                .containsExactly(0L, 1L);
    }

    @Test
    void fromATimestampAreTheOpenShardsAndThoseThatEndedLater() {
        assertThat(numbers(ORDERS_SHARDS.filter(Type.FROM_TIMESTAMP, Instant.EPOCH)))
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(numbers(ORDERS_SHARDS.filter(Type.FROM_TIMESTAMP, SPLIT))).containsExactly(0L, 1L, 2L, 3L);
        assertThat(numbers(ORDERS_SHARDS.filter(Type.FROM_TIMESTAMP, SPLIT.plusMillis(1))))
                .containsExactly(0L, 2L, 3L);
    }

    @Test
    void afterAShardIdAreThoseOfHigherNumbers() {
        assertThat(numbers(ORDERS_SHARDS.filterAfter("shardId-000000000001"))).containsExactly(2L, 3L);
        assertThat(numbers(ORDERS_SHARDS.filterAfter("shardId-000000000009"))).isEmpty();
    }

    @Test
    void theStartIsExclusive() {
        assertThat(numbersOf(list(ORDERS_SHARDS.after("shardId-000000000000")))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void closingShardsAreOpenAndPreparedOnesAreHidden() {
        List<Shard> before = Streams.firstShards(1, CREATED);
        Shard child =
                Shard.childOf(before.get(0), new ShardId(1), 1, before.get(0).range(), Streams.NOW);
        TestCatalog closing = TestCatalog.of(Streams.facts(
                stream().withStatus(StreamStatus.UPDATING),
                List.of(before.get(0).withState(Shard.State.CLOSING), child)));

        ListShards.Response response = list(closing, ORDERS_SHARDS.filter(Type.AT_LATEST));

        assertThat(numbersOf(response)).containsExactly(0L);
    }

    @Test
    void pagesGoOnByTheTokenAlone() {
        ListShards.Response first = list(ORDERS_SHARDS.filter(Type.AT_LATEST).max(2));
        ListShards.Response second = list(new Ask().token(first.nextToken().orElseThrow()));

        assertThat(numbersOf(first)).containsExactly(0L, 2L);
        assertThat(numbersOf(second)).containsExactly(3L);
        assertThat(second.nextToken()).isEmpty();
    }

    @Test
    void aFullLastPageHasNoToken() {
        assertThat(list(ORDERS_SHARDS.max(4)).nextToken()).isEmpty();
    }

    @Test
    void aPageHasNoMoreThanAThousandShards() {
        TestCatalog large = TestCatalog.of(Streams.facts(stream(), 1001));

        ListShards.Response response = list(large, ORDERS_SHARDS.max(10_000));

        assertThat(response.shards()).hasSize(1000);
        assertThat(response.nextToken()).isPresent();
    }

    @Test
    void tokensOfADeletedStreamListNothingOfANewOne() {
        String token = list(ORDERS_SHARDS.max(1)).nextToken().orElseThrow();
        StreamFact again = StreamFact.creating(ORDERS, "another", CREATED, StreamMode.PROVISIONED)
                .withStatus(StreamStatus.ACTIVE);
        catalog.write(List.of(new Change.Remove(FactKey.ofStream(ORDERS)), new Change.Put(again)));

        assertThat(refusal(new Ask().token(token))).isEqualTo(NOT_FOUND);
    }

    @Test
    void whatSaysTheStreamOrTheFilterIsRefusedBesideAToken() {
        Ask next = new Ask().token("token");

        assertThat(refusal(next.stream("orders"))).isEqualTo(besideToken("StreamName"));
        assertThat(refusal(next.arn("arn:aws:kinesis:us-east-1:123456789012:stream/orders")))
                .isEqualTo(besideToken("StreamARN"));
        assertThat(refusal(next.created(CREATED))).isEqualTo(besideToken("StreamCreationTimestamp"));
        assertThat(refusal(next.after("shardId-0"))).isEqualTo(besideToken("ExclusiveStartShardId"));
        assertThat(refusal(next.filter(Type.AT_LATEST))).isEqualTo(besideToken("ShardFilter"));
    }

    private static AwsError besideToken(String member) {
        return AwsError.invalidArgument("NextToken and " + member + " cannot be provided together.");
    }

    @Test
    void aStreamOrATokenIsNeeded() {
        assertThat(refusal(new Ask()))
                .isEqualTo(AwsError.invalidArgument("Either NextToken or StreamName should be provided."));
    }

    @Test
    void theCreationTimestampTellsStreamsOfOneNameApart() {
        Instant created = stream().createdAt();

        assertThat(numbersOf(list(ORDERS_SHARDS.created(created)))).hasSize(4);
        assertThat(numbersOf(list(ORDERS_SHARDS.created(created.plusMillis(999)))))
                .hasSize(4);
        assertThat(refusal(ORDERS_SHARDS.created(created.minusSeconds(1)))).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamStatus.class,
            names = {"CREATING", "DELETING"})
    void streamsThatComeOrGoAreInUse(StreamStatus status) {
        catalog.put(stream().withStatus(status));

        assertThat(refusal(ORDERS_SHARDS))
                .isEqualTo(AwsError.resourceInUse(
                        "Stream orders under account 123456789012 not ACTIVE, instead in state " + status));
    }

    @Test
    void filtersMustBeCompleteAndHoldNothingElse() {
        assertThat(refusal(ORDERS_SHARDS.filter(Type.AFTER_SHARD_ID)).code()).isEqualTo("InvalidArgumentException");
        assertThat(refusal(ORDERS_SHARDS.filter(Type.AT_TIMESTAMP)).code()).isEqualTo("InvalidArgumentException");
        assertThat(refusal(ORDERS_SHARDS.filter(Type.AT_LATEST, SPLIT)).code()).isEqualTo("InvalidArgumentException");
    }

    @Test
    void idsThatAreNoneAreNotFound() {
        assertThat(refusal(ORDERS_SHARDS.after("one")))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard one in stream orders under account 123456789012."));
    }

    private List<Long> numbers(Ask ask) {
        return numbers(ask, Streams.CLOCK);
    }

    private List<Long> numbers(Ask ask, Clock clock) {
        return numbersOf(Calls.call(listShards(catalog, clock), ask.request()));
    }

    private static List<Long> numbersOf(ListShards.Response response) {
        return response.shards().stream()
                .map(shard -> Long.parseLong(shard.shardId().substring("shardId-".length())))
                .toList();
    }

    private ListShards.Response list(Ask ask) {
        return list(catalog, ask);
    }

    private static ListShards.Response list(TestCatalog catalog, Ask ask) {
        return Calls.call(listShards(catalog, Streams.CLOCK), ask.request());
    }

    private AwsError refusal(Ask ask) {
        return Calls.refusal(listShards(catalog, Streams.CLOCK), ask.request());
    }

    private static ListShards listShards(TestCatalog catalog, Clock clock) {
        return new ListShards(new StreamLookup(catalog, Streams.ARNS), new PagingTokens(Streams.SEAL, clock), clock);
    }

    /** A request, member by member. */
    private record Ask(Map<String, Object> members) {

        Ask() {
            this(Map.of());
        }

        Ask stream(String name) {
            return with("streamName", new StreamName(name));
        }

        Ask arn(String arn) {
            return with("streamARN", new StreamArn(arn));
        }

        Ask token(String token) {
            return with("nextToken", new NextToken(token));
        }

        Ask after(String shard) {
            return with("exclusiveStartShardId", new ShardIdText(shard));
        }

        Ask created(Instant time) {
            return with("streamCreationTimestamp", time);
        }

        Ask max(int results) {
            return with("maxResults", results);
        }

        Ask filter(Type type) {
            return with("shardFilter", new ShardFilter(type, Optional.empty(), Optional.empty()));
        }

        Ask filter(Type type, Instant time) {
            return with("shardFilter", new ShardFilter(type, Optional.empty(), Optional.of(time)));
        }

        Ask filterAfter(String shard) {
            return with(
                    "shardFilter",
                    new ShardFilter(Type.AFTER_SHARD_ID, Optional.of(new ShardIdText(shard)), Optional.empty()));
        }

        private Ask with(String member, Object value) {
            Map<String, Object> more = new HashMap<>(members);
            more.put(member, value);
            return new Ask(more);
        }

        ListShards.Request request() {
            return new ListShards.Request(
                    get("maxResults", Integer.class),
                    get("exclusiveStartShardId", ShardIdText.class),
                    get("streamName", StreamName.class),
                    get("nextToken", NextToken.class),
                    get("streamCreationTimestamp", Instant.class),
                    get("shardFilter", ShardFilter.class),
                    get("streamARN", StreamArn.class),
                    Optional.empty());
        }

        private <T> Optional<T> get(String member, Class<T> type) {
            return Optional.ofNullable(members.get(member)).map(type::cast);
        }
    }
}
