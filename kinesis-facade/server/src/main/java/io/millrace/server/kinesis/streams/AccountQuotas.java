package io.millrace.server.kinesis.streams;

/**
 * How many shards and streams the account may have.
 *
 * @param shardLimit open shards of all provisioned streams
 * @param onDemandStreamLimit streams in on-demand mode
 * @param defaultOnDemandShards with which an on-demand stream starts
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public record AccountQuotas(int shardLimit, int onDemandStreamLimit, int defaultOnDemandShards) {}
