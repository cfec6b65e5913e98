package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import io.millrace.server.wire.Sensitive;
import java.util.Optional;

/** Which endpoint. */
public record HttpEndpointConfiguration(
        @Sensitive @Length(min = 1, max = 1000) @Matches("https://.*")
        String url,

        @Length(min = 1, max = 256) @Matches("^(?!\\s*$).+") Optional<String> name,
        @Sensitive @Length(max = 4096) @Matches(".*") Optional<String> accessKey) {

    /** Without the key. */
    @Override
    public String toString() {
        return "HttpEndpointConfiguration[" + name + "]";
    }
}
