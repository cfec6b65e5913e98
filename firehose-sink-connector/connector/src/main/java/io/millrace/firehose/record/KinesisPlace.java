package io.millrace.firehose.record;

/**
 * Where a record of a Kinesis stream is, as GetRecords and the Kinesis Client Library tell it.
 *
 * @param shardId empty while it is not known, and of a record that lies where no shard is
 * @param sequenceNumber as empty
 * @param subsequenceNumber of a record that was found in an aggregate, else empty
 */
public record KinesisPlace(String partitionKey, String shardId, String sequenceNumber, String subsequenceNumber) {

    /** What the facade tells of a record that has no key. */
    private static final String NO_KEY = "-";

    /** Of a record whose shard is to be found. */
    public static KinesisPlace of(String key) {
        return new KinesisPlace(key.isEmpty() ? NO_KEY : key, "", "", "");
    }

    public boolean isKnown() {
        return !shardId.isEmpty();
    }

    public KinesisPlace in(String shard, String number) {
        return new KinesisPlace(partitionKey, shard, number, subsequenceNumber);
    }

    /** Of a record within the aggregate that is here. */
    public KinesisPlace within(int subsequence, String key) {
        return new KinesisPlace(key, shardId, sequenceNumber, Integer.toString(subsequence));
    }
}
