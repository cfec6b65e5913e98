package io.millrace.server.kinesis.streams;

import java.security.SecureRandom;

/** Makes the names by which a stream is told from an older one of the same name; they look like the service's StreamId. */
public final class Incarnations {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random = new SecureRandom();

    public String next() {
        StringBuilder id = new StringBuilder(24);
        random.ints(20, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        id.append('-');
        random.ints(3, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }
}
