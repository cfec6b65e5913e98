package io.millrace.firehose.config;

import java.util.List;

/** Keys that belong together, and what must hold among them and towards others. */
interface OptionGroup {

    String name();

    List<Option> options();

    /** Tells {@code values} of what is wrong. May stop at a key that is itself at fault ({@link Values.Faulty}). */
    default void check(Values values) {}
}
