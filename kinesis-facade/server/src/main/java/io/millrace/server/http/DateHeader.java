package io.millrace.server.http;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of {@code Date}, by which SDKs correct their clocks; made once a second. */
final class DateHeader {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Second current = new Second(Long.MIN_VALUE, AsciiString.EMPTY_STRING);

    private record Second(long epochSecond, AsciiString text) {}

    DateHeader(InstantSource clock) {
        this.clock = clock;
    }

    AsciiString value() {
        long now = Math.floorDiv(clock.millis(), 1000L);
        Second last = current;
        if (last.epochSecond() != now) {
            last = new Second(now, text(Instant.ofEpochSecond(now)));
            current = last;
        }
        return last.text();
    }

    private static AsciiString text(Instant time) {
        return new AsciiString(FORMAT.format(time));
    }
}
