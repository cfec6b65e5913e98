package io.millrace.benchmarks.servers;

import java.io.IOException;

/** The child's end of {@link ChildProcess}. */
final class Lifeline {

    private Lifeline() {}

    /** Says that the server takes requests, and returns when the parent is gone or done. */
    static void readyUntilParentEnds(String ready) throws IOException {
        System.out.println(ChildProcess.READY + ready);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is ever sent: the end is the message.
        }
    }
}
