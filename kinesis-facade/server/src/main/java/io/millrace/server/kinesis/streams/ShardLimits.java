package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.operation.AwsError;

/** Whether so many more shards, or one more on-demand stream, fit into the account. */
public record ShardLimits(AccountQuotas quotas, Arns arns) {

    /** @param more shards that would be open in addition */
    public void check(CatalogImage image, StreamMode mode, int more) {
        if (mode == StreamMode.ON_DEMAND) {
            if (onDemandStreams(image) >= quotas.onDemandStreamLimit()) {
                throw AwsError.limitExceeded("This request would exceed the on-demand stream limit for the account: "
                                + quotas.onDemandStreamLimit() + ".")
                        .asException();
            }
            return;
        }
        long open = provisionedShards(image);
        if (open + more > quotas.shardLimit()) {
            throw AwsError.limitExceeded("This request would exceed the shard limit for the account " + arns.accountId()
                            + " in " + arns.region() + ". Current shard count for the account: " + open + ". Limit: "
                            + quotas.shardLimit()
                            + ". Number of additional shards that would have resulted from this request: " + more
                            + ". The limit is the setting streams.shardLimit.")
                    .asException();
        }
    }

    static long onDemandStreams(CatalogImage image) {
        return image.streams().values().stream()
                .filter(stream -> stream.fact().mode() == StreamMode.ON_DEMAND)
                .count();
    }

    /** Open shards of provisioned streams. */
    static long provisionedShards(CatalogImage image) {
        return image.streams().values().stream()
                .filter(stream -> stream.fact().mode() == StreamMode.PROVISIONED)
                .mapToLong(stream -> stream.openShards().size())
                .sum();
    }
}
