package io.millrace.firehose.delivery;

/** What is done about an upload that is gone and has left no object, when it is so old that the store may have thrown it away. */
public enum MissingObjects {
    STOP,
    ACCEPT;

    public static final String SETTING = "delivery.missing.objects";
}
