package io.millrace.benchmarks.measure;

/** Holds a writer back who is too far ahead of those who read. */
@FunctionalInterface
public interface Pace {

    /** For writers whom nobody need follow. */
    Pace FREE = put -> true;

    /** Whether more may be put after so many records. */
    boolean mayGoOn(long put);
}
