package io.millrace.server.kinesis;

import io.millrace.server.kinesis.account.DescribeAccountSettings;
import io.millrace.server.kinesis.account.UpdateAccountSettings;
import io.millrace.server.kinesis.consumers.DeregisterStreamConsumer;
import io.millrace.server.kinesis.consumers.DescribeStreamConsumer;
import io.millrace.server.kinesis.consumers.ListStreamConsumers;
import io.millrace.server.kinesis.consumers.RegisterStreamConsumer;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.consumers.SubscribeToShard;
import io.millrace.server.kinesis.encryption.StartStreamEncryption;
import io.millrace.server.kinesis.encryption.StopStreamEncryption;
import io.millrace.server.kinesis.monitoring.DisableEnhancedMonitoring;
import io.millrace.server.kinesis.monitoring.EnableEnhancedMonitoring;
import io.millrace.server.kinesis.monitoring.ShardLevelMetrics;
import io.millrace.server.kinesis.policies.DeleteResourcePolicy;
import io.millrace.server.kinesis.policies.GetResourcePolicy;
import io.millrace.server.kinesis.policies.PutResourcePolicy;
import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.GetShardIterator;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.records.PutRecords;
import io.millrace.server.kinesis.shards.ListShards;
import io.millrace.server.kinesis.shards.MergeShards;
import io.millrace.server.kinesis.shards.Reshards;
import io.millrace.server.kinesis.shards.SplitShard;
import io.millrace.server.kinesis.shards.UpdateShardCount;
import io.millrace.server.kinesis.streams.CreateStream;
import io.millrace.server.kinesis.streams.DecreaseStreamRetentionPeriod;
import io.millrace.server.kinesis.streams.DeleteStream;
import io.millrace.server.kinesis.streams.DescribeLimits;
import io.millrace.server.kinesis.streams.DescribeStream;
import io.millrace.server.kinesis.streams.DescribeStreamSummary;
import io.millrace.server.kinesis.streams.IncreaseStreamRetentionPeriod;
import io.millrace.server.kinesis.streams.ListStreams;
import io.millrace.server.kinesis.streams.RetentionChange;
import io.millrace.server.kinesis.streams.SettingChange;
import io.millrace.server.kinesis.streams.ShardLimits;
import io.millrace.server.kinesis.streams.UpdateMaxRecordSize;
import io.millrace.server.kinesis.streams.UpdateStreamMode;
import io.millrace.server.kinesis.streams.UpdateStreamWarmThroughput;
import io.millrace.server.kinesis.tags.AddTagsToStream;
import io.millrace.server.kinesis.tags.ListTagsForResource;
import io.millrace.server.kinesis.tags.ListTagsForStream;
import io.millrace.server.kinesis.tags.RemoveTagsFromStream;
import io.millrace.server.kinesis.tags.TagResource;
import io.millrace.server.kinesis.tags.UntagResource;
import io.millrace.server.operation.OperationTable;

/** Every operation of Amazon Kinesis Data Streams that is served here. What is not listed is an UnknownOperationException. */
public final class KinesisApi {

    private KinesisApi() {}

    public static OperationTable operations(KinesisParts parts) {
        ShardLimits shardLimits = new ShardLimits(parts.quotas(), parts.arns());
        SettingChange settingChange = new SettingChange(parts.streams(), parts.catalog(), parts.topics());
        RetentionChange retention = new RetentionChange(parts.streams(), settingChange, parts.clock());
        ShardLevelMetrics metrics = new ShardLevelMetrics(parts.streams(), parts.catalog(), parts.arns());
        Reshards reshards = new Reshards(parts.streams(), parts.arns());
        ResourceLookup resources = new ResourceLookup(parts.streams(), parts.consumers(), parts.arns());
        return OperationTable.of("Kinesis_20131202")
                // streams
                .add(
                        CreateStream.Request.class,
                        new CreateStream(
                                parts.catalog(), parts.topics(), shardLimits, parts.incarnations(), parts.clock()))
                .add(DeleteStream.Request.class, new DeleteStream(parts.streams(), parts.catalog()))
                .add(DescribeStream.Request.class, new DescribeStream(parts.streams(), parts.arns()))
                .add(DescribeStreamSummary.Request.class, new DescribeStreamSummary(parts.streams(), parts.arns()))
                .add(ListStreams.Request.class, new ListStreams(parts.catalog(), parts.arns(), parts.pagingTokens()))
                .add(DescribeLimits.Request.class, new DescribeLimits(parts.catalog(), parts.quotas()))
                .add(IncreaseStreamRetentionPeriod.Request.class, new IncreaseStreamRetentionPeriod(retention))
                .add(DecreaseStreamRetentionPeriod.Request.class, new DecreaseStreamRetentionPeriod(retention))
                .add(UpdateMaxRecordSize.Request.class, new UpdateMaxRecordSize(parts.streams(), settingChange))
                .add(
                        UpdateStreamMode.Request.class,
                        new UpdateStreamMode(parts.streams(), parts.catalog(), shardLimits))
                .add(
                        UpdateStreamWarmThroughput.Request.class,
                        new UpdateStreamWarmThroughput(parts.streams(), parts.catalog(), parts.arns()))
                // shards
                .add(ListShards.Request.class, new ListShards(parts.streams(), parts.pagingTokens(), parts.clock()))
                .add(SplitShard.Request.class, new SplitShard(parts.catalog(), reshards, shardLimits))
                .add(MergeShards.Request.class, new MergeShards(parts.catalog(), reshards))
                .add(UpdateShardCount.Request.class, new UpdateShardCount(parts.catalog(), reshards, shardLimits))
                // records
                .add(PutRecord.Request.class, new PutRecord(parts.streams(), parts.appends(), parts.metrics()))
                .add(PutRecords.Request.class, new PutRecords(parts.streams(), parts.appends(), parts.metrics()))
                .add(
                        GetShardIterator.Request.class,
                        new GetShardIterator(
                                parts.streams(),
                                parts.positions(),
                                parts.iterators(),
                                parts.readLimit(),
                                parts.clock()))
                .add(
                        GetRecords.Request.class,
                        new GetRecords(
                                parts.streams(),
                                parts.reads(),
                                parts.iterators(),
                                parts.readLimit(),
                                parts.metrics(),
                                parts.clock()))
                // consumers
                .add(
                        RegisterStreamConsumer.Request.class,
                        new RegisterStreamConsumer(parts.streams(), parts.catalog(), parts.arns(), parts.clock()))
                .add(
                        DeregisterStreamConsumer.Request.class,
                        new DeregisterStreamConsumer(parts.consumers(), parts.catalog()))
                .add(
                        DescribeStreamConsumer.Request.class,
                        new DescribeStreamConsumer(parts.consumers(), parts.catalog(), parts.arns()))
                .add(
                        ListStreamConsumers.Request.class,
                        new ListStreamConsumers(parts.streams(), parts.arns(), parts.pagingTokens()))
                .add(
                        SubscribeToShard.Request.class,
                        new SubscribeToShard(
                                parts.streams(),
                                parts.consumers(),
                                parts.catalog(),
                                parts.positions(),
                                parts.subscriptions(),
                                parts.subscriptionLimit()))
                // tags
                .add(AddTagsToStream.Request.class, new AddTagsToStream(parts.streams(), parts.catalog()))
                .add(RemoveTagsFromStream.Request.class, new RemoveTagsFromStream(parts.streams(), parts.catalog()))
                .add(ListTagsForStream.Request.class, new ListTagsForStream(parts.streams()))
                .add(TagResource.Request.class, new TagResource(resources, parts.catalog()))
                .add(UntagResource.Request.class, new UntagResource(resources, parts.catalog()))
                .add(ListTagsForResource.Request.class, new ListTagsForResource(resources, parts.catalog()))
                // policies
                .add(PutResourcePolicy.Request.class, new PutResourcePolicy(resources, parts.catalog()))
                .add(GetResourcePolicy.Request.class, new GetResourcePolicy(resources, parts.catalog()))
                .add(DeleteResourcePolicy.Request.class, new DeleteResourcePolicy(resources, parts.catalog()))
                // monitoring
                .add(EnableEnhancedMonitoring.Request.class, new EnableEnhancedMonitoring(metrics))
                .add(DisableEnhancedMonitoring.Request.class, new DisableEnhancedMonitoring(metrics))
                // encryption
                .add(StartStreamEncryption.Request.class, new StartStreamEncryption(parts.streams(), parts.arns()))
                .add(StopStreamEncryption.Request.class, new StopStreamEncryption(parts.streams()))
                // account
                .add(DescribeAccountSettings.Request.class, new DescribeAccountSettings(parts.catalog(), parts.clock()))
                .add(UpdateAccountSettings.Request.class, new UpdateAccountSettings(parts.catalog(), parts.clock()))
                .build();
    }
}
