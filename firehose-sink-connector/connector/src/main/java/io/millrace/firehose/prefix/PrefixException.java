package io.millrace.firehose.prefix;

/** A prefix that the service would refuse. The message names the parameter and says what to write instead. */
public final class PrefixException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    PrefixException(String message) {
        super(message);
    }
}
