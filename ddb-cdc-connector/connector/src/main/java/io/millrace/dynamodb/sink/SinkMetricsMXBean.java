package io.millrace.dynamodb.sink;

/** What a task did since it began. */
public interface SinkMetricsMXBean {

    /** Items put. */
    long getPut();

    /** Items deleted, or not there already. */
    long getDeleted();

    /** Writes that were not done since something newer was. */
    long getOlder();

    /** Changes that gave way to later ones of their item in the same batch. */
    long getReplaced();

    /** Changes that were not applied by intent: they came from the target, or TTL's deletes are ignored. */
    long getPassedOver();

    /** Records that cannot be applied, and were reported. */
    long getRefused();

    /** Requests that were throttled, or left items unprocessed. */
    long getThrottled();

    /** Requests that had no answer, or the service's fault. */
    long getFaults();

    /** How old the change was that was written last, in milliseconds, when it was; -1: none was. */
    long getLagMillis();
}
