package io.millrace.server.kinesis.streams;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Instant;
import java.util.Optional;

/** Finds the stream that a request means, by name or by ARN, with the service's errors for what is not there. */
public final class StreamLookup {

    private final Catalog catalog;
    private final Arns arns;

    public StreamLookup(Catalog catalog, Arns arns) {
        this.catalog = catalog;
        this.arns = arns;
    }

    /** The name that a request gives in either way. Both may be given, if they agree. */
    public StreamName name(Optional<StreamName> name, Optional<StreamArn> arn) {
        Optional<StreamName> inArn = arn.map(this::nameIn);
        if (name.isEmpty() && inArn.isEmpty()) {
            throw AwsError.invalidArgument("Either StreamName or StreamARN should be provided.")
                    .asException();
        }
        if (name.isPresent() && inArn.isPresent() && !name.equals(inArn)) {
            throw AwsError.invalidArgument("StreamName and StreamARN should refer to the same stream.")
                    .asException();
        }
        return name.or(() -> inArn).orElseThrow();
    }

    private StreamName nameIn(StreamArn arn) {
        return arns.parse(arn.value())
                .filter(resource -> resource.consumer().isEmpty())
                .map(Arns.Resource::stream)
                .orElseThrow(() -> AwsError.invalidArgument("StreamARN " + arn + " is not the ARN of a stream.")
                        .asException());
    }

    /** A stream in whatever state. */
    public StreamImage find(Optional<StreamName> name, Optional<StreamArn> arn) {
        return find(name(name, arn));
    }

    public StreamImage find(StreamName name) {
        return catalog.image().stream(name).orElseThrow(() -> notFound(name));
    }

    /** A stream with shards to write to and to read from: ACTIVE or UPDATING. */
    public StreamImage findReady(StreamName name) {
        StreamImage stream = find(name);
        if (!stream.fact().isReady()) {
            throw notFound(name);
        }
        return stream;
    }

    /** Whether there is this very stream, to be written to and read from. */
    public boolean isStill(StreamImage stream) {
        return catalog.image().stream(stream.fact().name())
                .filter(now -> now.fact().incarnation().equals(stream.fact().incarnation()))
                .filter(now -> now.fact().isReady())
                .isPresent();
    }

    /** A stream whose shards can be listed. Programs take the refusal for "not yet". */
    public StreamImage findListable(StreamName name) {
        StreamImage stream = find(name);
        requireReady(stream.fact());
        return stream;
    }

    /** A stream of this image, for a decision: it may be newer than the image that this node holds. */
    public StreamImage in(CatalogImage image, StreamName name) {
        return image.stream(name).orElseThrow(() -> notFound(name));
    }

    /** Neither CREATING nor DELETING. */
    public void requireReady(StreamFact stream) {
        if (!stream.isReady()) {
            throw notActive(stream);
        }
    }

    /** For requests that say which of the streams that had this name they mean. */
    public void requireCreatedAt(Optional<Instant> time, StreamFact stream) {
        // Clients give the time back as they got it, and some of them without its fraction.
        if (time.isPresent()
                && time.get().getEpochSecond() != stream.createdAt().getEpochSecond()) {
            throw notFound(stream.name());
        }
    }

    public void requireActive(StreamFact stream) {
        if (!stream.isActive()) {
            throw notActive(stream);
        }
    }

    private AwsException notActive(StreamFact stream) {
        return AwsError.resourceInUse("Stream " + stream.name() + " under account " + arns.accountId()
                        + " not ACTIVE, instead in state " + stream.status())
                .asException();
    }

    public Shard shard(StreamImage stream, ShardIdText id) {
        StreamName name = stream.fact().name();
        ShardId parsed = shardId(id, name);
        return stream.visibleShard(parsed).orElseThrow(() -> noShard(parsed.toString(), name));
    }

    /** A shard to be read. The service has other words where a reader asks for one. */
    public Shard shardToRead(StreamImage stream, ShardIdText id) {
        StreamName name = stream.fact().name();
        ShardId parsed = shardId(id, name);
        return stream.visibleShard(parsed)
                .orElseThrow(() -> AwsError.resourceNotFound("Shard " + parsed + " in stream " + name
                                + " under account " + arns.accountId() + " does not exist")
                        .asException());
    }

    /** The id that is meant, whether or not there is such a shard. */
    public ShardId shardId(ShardIdText id, StreamName stream) {
        return ShardId.parse(id.value()).orElseThrow(() -> noShard(id.value(), stream));
    }

    private AwsException noShard(String id, StreamName stream) {
        return AwsError.resourceNotFound("Could not find shard " + id + " in stream " + stream + " under account "
                        + arns.accountId() + ".")
                .asException();
    }

    public AwsException notFound(StreamName name) {
        return AwsError.resourceNotFound("Stream " + name + " under account " + arns.accountId() + " not found.")
                .asException();
    }
}
