package io.millrace.server.kinesis.shards;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ReshardStep;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import java.time.Instant;

/** What may be resharded, and how a reshard begins: the lifecycle carries it out while the stream is UPDATING. */
public record Reshards(StreamLookup streams, Arns arns) {

    /** The stream, if its shards are the client's to change. */
    StreamImage stream(CatalogImage image, StreamName name) {
        StreamImage stream = streams.in(image, name);
        if (stream.fact().mode() == StreamMode.ON_DEMAND) {
            throw AwsError.validation("Request is invalid. Stream " + name + " under account " + arns.accountId()
                            + " is in On-Demand mode.")
                    .asException();
        }
        return stream;
    }

    /** The shard, if it is open. */
    Shard shard(StreamImage stream, ShardIdText id) {
        Shard shard = streams.shard(stream, id);
        if (!shard.isOpen()) {
            throw AwsError.invalidArgument("Shard " + shard.id() + " in stream "
                            + stream.fact().name() + " under account " + arns.accountId()
                            + " has already been merged or split, and thus is not eligible for merging or splitting.")
                    .asException();
        }
        return shard;
    }

    /** The service looks at the stream's status last. */
    <R> Decision.Outcome<R> begin(StreamImage stream, ReshardGoal goal, Instant time, R answer) {
        streams.requireActive(stream.fact());
        ReshardStep step = ReshardStep.called(time, goal, stream.openShards().size());
        return Decision.Outcome.of(answer, stream.beginning(goal, step).toArray(Fact[]::new));
    }
}
