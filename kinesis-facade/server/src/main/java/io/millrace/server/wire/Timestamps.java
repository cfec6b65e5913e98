package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Points in time, to the millisecond: seconds with a fraction in JSON, tag 1 with whole milliseconds in CBOR 1.1.
 *
 * <p>Clients break on anything else: an exponent in JSON, a floating-point number in CBOR.
 */
public final class Timestamps {

    /** RFC 8949, section 3.4.2. */
    private static final int EPOCH_TAG = 1;

    private Timestamps() {}

    /** Takes a fraction as seconds in every format: some CBOR encoders write times as RFC 8949 has them. */
    static Instant read(JsonParser parser, WireFormat format) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return switch (parser.getNumberType()) {
                case INT, LONG -> {
                    long value = parser.getLongValue();
                    yield format.integerTimesInMillis() ? Instant.ofEpochMilli(value) : ofSeconds(value);
                }
                default ->
                    Instant.ofEpochMilli(parser.getBigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
            };
        }
        if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            double seconds = parser.getDoubleValue();
            if (!Double.isNaN(seconds)) {
                return ofSeconds(seconds);
            }
        }
        throw WrongType.of(parser.currentToken(), "milliseconds since epoch");
    }

    private static Instant ofSeconds(double seconds) {
        // Math.round gives the nearest bound for what no long can hold.
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    static void write(JsonGenerator generator, WireFormat format, Instant time) throws IOException {
        long millis = time.toEpochMilli();
        if (!format.isBinary()) {
            generator.writeNumber(seconds(millis));
        } else {
            ((CBORGenerator) generator).writeTag(EPOCH_TAG);
            if (format.integerTimesInMillis()) {
                generator.writeNumber(millis);
            } else {
                generator.writeNumber(millis / 1000.0);
            }
        }
    }

    /** As in JSON. Every record read has one of these: a BigDecimal would cost more than the rest of the record's texts. */
    public static String seconds(long millis) {
        long fraction = Math.floorMod(millis, 1000L);
        long whole = Math.floorDiv(millis, 1000L);
        if (whole < 0) {
            return BigDecimal.valueOf(millis, 3).toPlainString();
        }
        return whole + (fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".") + fraction;
    }
}
