package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.operation.OperationTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How often the service lets its operations be called. Each node counts the calls that it gets.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
final class CallLimits {

    private final String accountId;
    private final InstantSource clock;
    private final Supplier<CatalogImage> image;
    private final Function<String, Optional<StreamName>> streamOfArn;
    private final Map<String, List<CallLimit>> limits;

    /** @param streamOfArn the stream in the ARN of a stream or of a consumer */
    CallLimits(
            String accountId,
            InstantSource clock,
            Supplier<CatalogImage> image,
            Function<String, Optional<StreamName>> streamOfArn) {
        this.accountId = accountId;
        this.clock = clock;
        this.image = image;
        this.streamOfArn = streamOfArn;
        this.limits = limits();
    }

    private Map<String, List<CallLimit>> limits() {
        CallLimit inTransition = new StreamsInTransition(5, image);
        return Map.ofEntries(
                Map.entry("CreateStream", List.of(account(5), inTransition)),
                Map.entry("DeleteStream", List.of(account(5), inTransition)),
                Map.entry("DescribeLimits", List.of(account(1))),
                Map.entry("DescribeStream", List.of(account(10))),
                Map.entry("DescribeStreamSummary", List.of(account(20))),
                Map.entry("ListStreams", List.of(account(5))),
                Map.entry("UpdateStreamMode", List.of(quota(2))),
                Map.entry("IncreaseStreamRetentionPeriod", List.of(stream(5))),
                Map.entry("DecreaseStreamRetentionPeriod", List.of(stream(5))),
                Map.entry("EnableEnhancedMonitoring", List.of(stream(5))),
                Map.entry("DisableEnhancedMonitoring", List.of(stream(5))),
                Map.entry("UpdateStreamWarmThroughput", List.of(account(5))),
                Map.entry("DescribeAccountSettings", List.of(account(5))),
                Map.entry("UpdateAccountSettings", List.of(account(5))),
                Map.entry("ListShards", List.of(stream(1000))),
                Map.entry("SplitShard", List.of(account(5))),
                Map.entry("MergeShards", List.of(account(5))),
                Map.entry("UpdateShardCount", List.of(account(10), quota(10))),
                Map.entry("RegisterStreamConsumer", List.of(account(5))),
                Map.entry("DeregisterStreamConsumer", List.of(stream(5))),
                Map.entry("DescribeStreamConsumer", List.of(stream(20))),
                Map.entry("ListStreamConsumers", List.of(stream(5))),
                Map.entry("PutResourcePolicy", List.of(account(5))),
                Map.entry("GetResourcePolicy", List.of(account(5))),
                Map.entry("DeleteResourcePolicy", List.of(account(5))),
                Map.entry("AddTagsToStream", List.of(account(5))),
                Map.entry("RemoveTagsFromStream", List.of(account(5))),
                Map.entry("ListTagsForStream", List.of(account(5))),
                Map.entry("TagResource", List.of(account(5))),
                Map.entry("UntagResource", List.of(account(5))),
                Map.entry("ListTagsForResource", List.of(account(5))),
                // Firehose's
                Map.entry("CreateDeliveryStream", List.of(account(5))),
                Map.entry("TagDeliveryStream", List.of(account(5))),
                Map.entry("UntagDeliveryStream", List.of(account(5))),
                Map.entry("ListTagsForDeliveryStream", List.of(account(5))),
                Map.entry("StartDeliveryStreamEncryption", List.of(account(5))),
                Map.entry("StopDeliveryStreamEncryption", List.of(account(5))));
    }

    private CallLimit account(int perSecond) {
        return new CallRate(perSecond, accountId, clock);
    }

    private CallLimit stream(int perSecond) {
        return new StreamRate(perSecond, accountId, clock, new KnownStreams(image));
    }

    private CallLimit quota(int perDay) {
        return new StreamQuota(perDay, accountId, clock, new KnownStreams(image));
    }

    /** The same operations, limited. */
    OperationTable on(OperationTable operations) {
        return operations.changed(this::limited);
    }

    private <I extends Record, O> OperationTable.Entry<I, O> limited(OperationTable.Entry<I, O> entry) {
        List<CallLimit> ofOperation = limits.getOrDefault(entry.name(), List.of());
        return ofOperation.isEmpty()
                ? entry
                : new OperationTable.Entry<>(
                        entry.name(),
                        entry.requestType(),
                        new LimitedOperation<>(
                                entry.operation(), new RequestedStream(entry.requestType(), streamOfArn), ofOperation));
    }
}
