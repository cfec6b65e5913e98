package io.millrace.firehose.delivery.simulation;

/** What becomes of a request. */
enum Fate {
    ANSWERED,
    /** Carried out, but nobody hears of it. */
    UNHEARD,
    /** Carried out after the caller has given it up, whenever that is. */
    LATE,
    NEVER
}
