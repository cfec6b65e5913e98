package io.millrace.firehose.transform.sigv4;

import java.util.Optional;

/** Credentials that were written into a configuration. */
public record AccessKey(String id, String secret, Optional<String> sessionToken) {

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
