package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Bytes: a byte string in CBOR, base64 in JSON. Neither format takes the other's. */
record BlobShape(Rules rules) implements Shape {

    @Override
    public byte[] read(JsonParser parser, WireFormat format, Violations violations) throws IOException {
        JsonToken token = parser.currentToken();
        if (format.isBinary() && token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return parser.getBinaryValue();
        }
        if (!format.isBinary() && token == JsonToken.VALUE_STRING) {
            return Base64Text.decode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        throw WrongType.of(token, "a Blob");
    }
}
