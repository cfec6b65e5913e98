package io.millrace.firehose.prefix;

import java.util.random.RandomGenerator;

/** {@code !{firehose:random-string}}: eleven letters and digits. */
final class RandomText {

    static final int LENGTH = 11;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private RandomText() {}

    static void append(RandomGenerator random, StringBuilder to) {
        for (int i = 0; i < LENGTH; i++) {
            to.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
    }
}
