package io.millrace.server.wire;

import java.io.IOException;

/**
 * How one type of member is read: first the raw value, so that all of a request's violations can be told at once, and the
 * value for the record once it is known to be valid.
 */
interface Shape {

    /**
     * Reads the value whose first token is the parser's current one and is not null.
     *
     * @param violations takes those of members inside the value, by their paths from it
     */
    Object read(Body body, Violations violations) throws IOException;

    /** What must hold of the raw value itself. */
    default Rules rules() {
        return Rules.NONE;
    }

    /** Reports what does not hold of the raw value and of elements that are told of together with it. */
    default void check(String path, Object raw, Violations violations) {
        rules().check(path, raw, violations);
    }

    /** Makes of a valid raw value what the record takes. */
    default Object convert(Object raw) {
        return raw;
    }
}
