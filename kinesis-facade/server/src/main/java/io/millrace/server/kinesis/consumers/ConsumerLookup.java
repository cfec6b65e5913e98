package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the consumer that a request means: by its ARN, or by its stream's ARN and its name. */
public final class ConsumerLookup {

    private final StreamLookup streams;
    private final Arns arns;

    public ConsumerLookup(StreamLookup streams, Arns arns) {
        this.streams = streams;
        this.arns = arns;
    }

    /**
     * A consumer that may or may not exist.
     *
     * @param creationSecond in the ARN; it tells the consumer from an older one of the same name
     */
    public record Named(StreamName stream, String name, Optional<Long> creationSecond) {}

    /** What a request names. All three members may be given, if they agree. */
    public Named named(Optional<StreamArn> streamArn, Optional<ConsumerName> name, Optional<ConsumerArn> arn) {
        Optional<StreamName> stream = streamArn.map(given -> streams.name(Optional.empty(), Optional.of(given)));
        if (arn.isEmpty()) {
            if (stream.isEmpty() || name.isEmpty()) {
                throw AwsError.invalidArgument(
                                "Either ConsumerARN or both StreamARN and ConsumerName should be provided.")
                        .asException();
            }
            return new Named(stream.get(), name.get().value(), Optional.empty());
        }
        Named inArn = named(arn.get());
        boolean agree = stream.filter(Predicate.not(inArn.stream()::equals)).isEmpty()
                && name.filter(given -> !given.value().equals(inArn.name())).isEmpty();
        if (!agree) {
            throw AwsError.invalidArgument("StreamARN, ConsumerName and ConsumerARN should refer to the same consumer.")
                    .asException();
        }
        return inArn;
    }

    public Named named(ConsumerArn arn) {
        return arns.parse(arn.value())
                .flatMap(ConsumerLookup::named)
                .orElseThrow(() -> AwsError.invalidArgument("ConsumerARN " + arn + " is not the ARN of a consumer.")
                        .asException());
    }

    /** Empty if the ARN is a stream's. */
    static Optional<Named> named(Arns.Resource resource) {
        return resource.consumer()
                .map(consumer -> new Named(resource.stream(), consumer.name(), Optional.of(consumer.creationSecond())));
    }

    /** The consumer in an image, in whatever state. */
    public ConsumerFact in(CatalogImage image, Named named) {
        return image.stream(named.stream())
                .flatMap(stream -> Optional.ofNullable(stream.consumers().get(named.name())))
                .filter(consumer -> named.creationSecond()
                        .filter(second -> second != consumer.createdAt().getEpochSecond())
                        .isEmpty())
                .orElseThrow(() -> notFound(named));
    }

    /** The service takes a consumer that comes or goes for one that is in use. */
    public AwsException notActive(ConsumerFact consumer) {
        return AwsError.resourceInUse("Consumer " + consumer.name() + " with creation timestamp "
                        + consumer.createdAt().getEpochSecond() + " under stream " + consumer.stream() + " and account "
                        + arns.accountId() + " is not in ACTIVE status.")
                .asException();
    }

    public AwsException notFound(Named named) {
        return AwsError.resourceNotFound("Consumer " + named.name()
                        + named.creationSecond()
                                .map(second -> " with creation timestamp " + second)
                                .orElse("")
                        + " under stream " + named.stream() + " and account " + arns.accountId() + " not found.")
                .asException();
    }
}
