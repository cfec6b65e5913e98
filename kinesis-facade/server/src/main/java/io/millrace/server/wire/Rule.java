package io.millrace.server.wire;

import java.util.function.Predicate;

/**
 * One thing that must hold of a member, with the service's words for it.
 *
 * @param text what follows "failed to satisfy constraint: "
 */
record Rule(Kind kind, String text, Predicate<Object> holds) {

    /** In the order in which the service reports them of one member. Of a list's members it tells them in the reverse order. */
    enum Kind {
        ONE_OF,
        PATTERN,
        AT_LEAST,
        AT_MOST
    }
}
