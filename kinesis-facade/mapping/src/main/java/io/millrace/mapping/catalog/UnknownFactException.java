package io.millrace.mapping.catalog;

import org.jspecify.annotations.Nullable;

/** The catalog holds something that this version does not understand: it must not guess, and must not serve. */
public final class UnknownFactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownFactException(FactKey key, String why) {
        this(key, why, null);
    }

    public UnknownFactException(FactKey key, String why, @Nullable Throwable cause) {
        super(
                "The catalog's fact '" + key + "' " + why
                        + ": it was written by a newer Millrace, or the catalog topic is not Millrace's. Upgrade this node.",
                cause);
    }
}
