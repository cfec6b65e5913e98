package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes: a byte string in CBOR, base64 in JSON. Neither format takes the other's. */
record BlobShape(Rules rules) implements Shape {

    @Override
    public byte[] read(Body body, Violations violations) throws IOException {
        JsonParser parser = body.parser();
        JsonToken token = parser.currentToken();
        if (body.format().isBinary() && token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return parser.getBinaryValue();
        }
        if (!body.format().isBinary() && token == JsonToken.VALUE_STRING) {
            return Base64Text.decode(text(body));
        }
        throw WrongType.of(token, "a Blob");
    }

    private static ByteBuffer text(Body body) throws IOException {
        JsonParser parser = body.parser();
        Optional<ByteBuffer> inPlace = body.bytes() == null
                ? Optional.empty()
                : QuotedText.at(body.bytes(), parser.currentTokenLocation().getByteOffset());
        return inPlace.isPresent()
                ? inPlace.get()
                : ByteBuffer.wrap(parser.getText().getBytes(StandardCharsets.UTF_8));
    }
}
