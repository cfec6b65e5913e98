package io.millrace.firehose.delivery.simulation;

/** A rule that is left out. */
enum Omission {
    IF_MATCH,
    NEW_NUMBERS,
    COMMITTING_BEFORE_SHOWING,
    SHOWING_AT_OPEN,
    SHOWING_WHEN_FENCED,
    KEEPING_UPLOADS_WITHOUT_ANSWER,
    READING_WHEN_REFUSED,
    NEW_PART_NUMBERS,
    STOPPING_AT_OLD_UPLOADS
}
