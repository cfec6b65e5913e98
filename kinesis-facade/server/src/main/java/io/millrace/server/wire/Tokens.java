package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Steps through a list or a structure. */
final class Tokens {

    private Tokens() {}

    /** Steps on and says whether that is before the end. The CBOR parser answers a body that breaks off with no token at all. */
    static boolean nextBefore(JsonToken end, JsonParser parser) throws IOException {
        return next(parser) != end;
    }

    static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "the body ends in the midst of a value");
        }
        return token;
    }
}
