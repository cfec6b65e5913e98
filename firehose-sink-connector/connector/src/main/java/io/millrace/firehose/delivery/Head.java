package io.millrace.firehose.delivery;

/**
 * Up to where a partition is delivered, and what is to be made visible of the newest unit.
 *
 * @param writer who wrote it, for people
 * @param number new in every version, so that no two versions have one entity tag, and a writer knows its own
 * @param unit the newest; those before it are visible
 */
public record Head(String topic, int partition, String writer, String number, DeliveryUnit unit) {

    /** The offset after the last committed unit. */
    public long next() {
        return unit.next();
    }

    @Override
    public String toString() {
        return "head of " + topic + "-" + partition + " at " + next() + " by " + writer;
    }
}
