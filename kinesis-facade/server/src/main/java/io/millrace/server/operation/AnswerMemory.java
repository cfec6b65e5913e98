package io.millrace.server.operation;

/**
 * The memory for a call's answer. Who may answer with less, and be asked for the rest, takes his share before he makes the answer;
 * it is given back once the answer is sent, or there is nobody to send it to.
 */
public interface AnswerMemory {

    /** For a call whose answer nobody counts. */
    AnswerMemory UNCOUNTED = new AnswerMemory() {
        @Override
        public long share() {
            return Long.MAX_VALUE;
        }

        @Override
        public long take(long least, long wanted) {
            return wanted;
        }
    };

    /** So many bytes one answer would get now: a part of what is free, so that many at once get less each, and all get some. */
    long share();

    /**
     * Takes what is wanted, or else the share, or else the least.
     *
     * @return how many bytes were taken; 0 if there is no room for the least
     */
    long take(long least, long wanted);
}
