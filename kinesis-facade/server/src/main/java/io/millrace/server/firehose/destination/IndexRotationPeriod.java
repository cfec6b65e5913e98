package io.millrace.server.firehose.destination;

/** How often a new index begins. */
public enum IndexRotationPeriod {
    NoRotation,
    OneHour,
    OneDay,
    OneWeek,
    OneMonth
}
