package io.millrace.mapping.catalog;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;

/**
 * The record key of a fact in the catalog topic, such as {@code shard/orders/000000000003}. No part can hold a slash.
 */
public record FactKey(String value) {

    static final String STREAM = "stream";
    static final String SHARD = "shard";
    static final String HISTORY = "history";
    static final String CONSUMER = "consumer";
    static final String DELIVERY_STREAM = "delivery-stream";
    static final String ACCOUNT = "account";
    static final String TOKEN_KEY = "token-key";

    static FactKey ofAccount() {
        return new FactKey(ACCOUNT);
    }

    static FactKey ofTokenKey() {
        return new FactKey(TOKEN_KEY);
    }

    public static FactKey ofStream(StreamName stream) {
        return new FactKey(STREAM + "/" + stream);
    }

    public static FactKey ofShard(StreamName stream, ShardId shard) {
        return new FactKey(SHARD + "/" + stream + "/" + shard.toString().substring("shardId-".length()));
    }

    public static FactKey ofHistory(StreamName stream) {
        return new FactKey(HISTORY + "/" + stream);
    }

    public static FactKey ofConsumer(StreamName stream, String consumer) {
        return new FactKey(CONSUMER + "/" + stream + "/" + consumer);
    }

    public static FactKey ofDeliveryStream(DeliveryStreamName stream) {
        return new FactKey(DELIVERY_STREAM + "/" + stream);
    }

    String kind() {
        int slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    /** The n-th part after the kind. */
    String part(int n) {
        return value.split("/", -1)[n + 1];
    }

    @Override
    public String toString() {
        return value;
    }
}
