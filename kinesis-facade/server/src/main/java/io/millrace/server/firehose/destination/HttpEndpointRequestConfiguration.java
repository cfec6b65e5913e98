package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import io.millrace.server.wire.Sensitive;
import java.util.List;
import java.util.Optional;

/** What each request carries. */
public record HttpEndpointRequestConfiguration(
        Optional<ContentEncoding> contentEncoding,
        @Length(max = 50) Optional<List<CommonAttribute>> commonAttributes) {

    public record CommonAttribute(
            @Sensitive @Length(min = 1, max = 256) @Matches("^(?!\\s*$).+")
            String attributeName,

            @Sensitive @Length(max = 1024) @Matches(".*") String attributeValue) {}
}
