package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.Tags;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * Writes down that the consumer is to be; it is ACTIVE a moment later.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">
 *     RegisterStreamConsumer</a>
 */
public final class RegisterStreamConsumer
        implements Operation<RegisterStreamConsumer.Request, RegisterStreamConsumer.Response> {

    static final int MAX_CONSUMERS = 20;
    static final int MAX_CREATING = 5;

    private final StreamLookup streams;
    private final Catalog catalog;
    private final Arns arns;
    private final Clock clock;

    public RegisterStreamConsumer(StreamLookup streams, Catalog catalog, Arns arns, Clock clock) {
        this.streams = streams;
        this.catalog = catalog;
        this.arns = arns;
        this.clock = clock;
    }

    public record Request(
            StreamArn streamARN,
            ConsumerName consumerName,
            Optional<StreamId> streamId,
            @Length(min = 1, max = 200) Optional<Map<TagKey, TagValue>> tags) {}

    public record Response(Consumer consumer) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamName name = streams.name(Optional.empty(), Optional.of(request.streamARN()));
        // Times in the catalog have milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return catalog.change(image -> decide(image, name, request, now));
    }

    Decision.Outcome<Response> decide(CatalogImage image, StreamName name, Request request, Instant now) {
        String consumer = request.consumerName().value();
        StreamImage stream = streams.in(image, name);
        // A stream that is resharded takes new consumers: a program that starts then need not wait.
        streams.requireReady(stream.fact());
        SortedMap<String, String> tags = Tags.merged(Map.of(), request.tags().orElse(Map.of()), "consumer", consumer);
        if (stream.consumers().containsKey(consumer)) {
            throw AwsError.resourceInUse("Consumer " + consumer + " under stream " + name
                            + " already exists for account " + arns.accountId() + ".")
                    .asException();
        }
        if (stream.consumers().size() >= MAX_CONSUMERS) {
            throw AwsError.limitExceeded("Stream " + name + " under account " + arns.accountId() + " has "
                            + MAX_CONSUMERS + " registered consumers, and cannot have more.")
                    .asException();
        }
        if (creating(stream) >= MAX_CREATING) {
            throw AwsError.limitExceeded("Stream " + name + " under account " + arns.accountId() + " has "
                            + MAX_CREATING + " consumers in CREATING status, and cannot have more.")
                    .asException();
        }
        ConsumerFact fact = new ConsumerFact(
                name, stream.fact().incarnation(), consumer, now, ConsumerStatus.CREATING, tags, Optional.empty());
        return Decision.Outcome.of(new Response(Consumer.of(fact, arns)), fact);
    }

    private static long creating(StreamImage stream) {
        return stream.consumers().values().stream()
                .filter(consumer -> consumer.status() == ConsumerStatus.CREATING)
                .count();
    }
}
