package io.millrace.firehose.delivery;

/** A part of an upload. Numbers go up, and may leave some out. */
public record Part(int number, String tag) {

    static final int MOST = 10_000;

    public Part {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("no number of a part: " + number);
        }
    }
}
