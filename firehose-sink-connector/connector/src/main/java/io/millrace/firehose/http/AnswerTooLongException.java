package io.millrace.firehose.http;

import java.io.IOException;

/** An answer was longer than it may be, and was cut off. */
public final class AnswerTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLongException(int most) {
        super("the answer is longer than " + most + " bytes");
    }
}
