package io.millrace.benchmarks.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** JSON documents of one length, the same in every run: a few fields, and words that GZIP makes a quarter of. */
final class Documents {

    /** With a line's end it is 1 KiB. */
    static final int BYTES = 1023;

    /** The key, of four characters, is at the same place in each. */
    static final int KEY_FROM = "{\"customer\":\"".length();

    static final int KEY_LENGTH = 4;

    static final String SCHEMA = """
            {"type": "record", "name": "event", "fields": [
              {"name": "customer", "type": "string"},
              {"name": "id", "type": "long"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "device", "type": "string"},
              {"name": "temperature", "type": "double"},
              {"name": "ok", "type": "boolean"},
              {"name": "message", "type": "string"}
            ]}
            """;

    /** A prime, so that each partition has all of them, and a file no few again and again, which would cost GZIP nothing. */
    private static final int DIFFERENT = 8081;

    private static final int WORDS = 2000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.125Z");

    private final List<byte[]> documents = new ArrayList<>();

    Documents(int keys) {
        Random random = new Random(42);
        List<String> words = words(random);
        for (int i = 0; i < DIFFERENT; i++) {
            documents.add(document(i, random.nextInt(keys), words, random));
        }
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int letter = 2 + random.nextInt(8); letter > 0; letter--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        return words;
    }

    private static byte[] document(int number, int key, List<String> words, Random random) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"customer\":\"c-%02d\",\"id\":%d,\"at\":\"%s\",\"device\":\"device-%d\",\"temperature\":%.2f,\"ok\":%b,"
                        + "\"message\":\"",
                key,
                1_000_000_000L + random.nextInt(1_000_000_000),
                FIRST.plusMillis(number * 997L),
                random.nextInt(5000),
                random.nextDouble() * 40,
                random.nextInt(20) > 0));
        while (text.length() < BYTES - 2) {
            // few words are many times as frequent as most
            text.append(words.get((int) (WORDS * Math.pow(random.nextDouble(), 3))))
                    .append(' ');
        }
        text.setLength(BYTES - 2);
        return text.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] get(int number) {
        return documents.get(number % documents.size());
    }
}
