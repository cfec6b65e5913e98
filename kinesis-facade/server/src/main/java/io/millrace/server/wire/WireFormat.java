package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.util.Locale;
import java.util.Optional;

/** How a body is encoded. The request chooses, and its answer comes in the same format. */
public enum WireFormat {
    JSON("application/x-amz-json-1.1", json(), false, false),
    /** The same but for its name: DynamoDB's. */
    JSON_1_0("application/x-amz-json-1.0", json(), false, false),
    CBOR("application/x-amz-cbor-1.1", cbor(), true, true),
    /**
     * The body of Smithy's RPC v2 CBOR protocol, which differs in its timestamps alone.
     *
     * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR</a>
     */
    RPC_V2_CBOR("application/cbor", cbor(), true, false);

    private final String contentType;
    private final JsonFactory factory;
    private final boolean binary;
    private final boolean integerTimesInMillis;

    WireFormat(String contentType, JsonFactory factory, boolean binary, boolean integerTimesInMillis) {
        this.contentType = contentType;
        this.factory = factory;
        this.binary = binary;
        this.integerTimesInMillis = integerTimesInMillis;
    }

    /** Finds the format by a {@code Content-Type} header, whose parameters do not matter. */
    public static Optional<WireFormat> of(String contentType) {
        int parameters = contentType.indexOf(';');
        String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return switch (mediaType.strip().toLowerCase(Locale.ROOT)) {
            case "application/x-amz-json-1.1", "application/json" -> Optional.of(JSON);
            case "application/x-amz-json-1.0" -> Optional.of(JSON_1_0);
            case "application/x-amz-cbor-1.1" -> Optional.of(CBOR);
            case "application/cbor" -> Optional.of(RPC_V2_CBOR);
            default -> Optional.empty();
        };
    }

    /** What the answer's {@code Content-Type} says. */
    public String contentType() {
        return contentType;
    }

    JsonFactory factory() {
        return factory;
    }

    /** Whether blobs are byte strings; in JSON they are base64. */
    public boolean isBinary() {
        return binary;
    }

    /** AWS's CBOR 1.1 puts milliseconds into a tag that by RFC 8949 holds seconds. */
    public boolean integerTimesInMillis() {
        return integerTimesInMillis;
    }

    private static JsonFactory json() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(constraints())
                .build();
    }

    private static JsonFactory cbor() {
        return CBORFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(constraints())
                .build();
    }

    /**
     * The longest honest string is a 10 MiB blob in base64, the longest name a tag's key of 128 characters, and the deepest body
     * has four levels. Names are the parser's to keep, so their bound is one on its memory.
     */
    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxStringLength(16 * 1024 * 1024)
                .maxNameLength(1_000)
                .maxNumberLength(1_000)
                .build();
    }
}
