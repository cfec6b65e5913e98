package io.millrace.firehose.keys;

/**
 * A query whose every definition counts its calls, and whose sums and products are calls too, so that they are counted: of jq's syntax these are what a
 * query can grow by.
 *
 * <p>It reads what {@link net.thisptr.jackson.jq.JsonQuery#toString} writes: each operation is in parentheses of its own, spaces are single, and there are no
 * comments.
 */
final class BoundedText {

    private static final int NONE = -1;
    private static final String DEFINITION = "def ";

    private final String text;
    private final StringBuilder to;
    private int at;

    private BoundedText(String text) {
        this.text = text;
        this.to = new StringBuilder(text.length() + 64);
    }

    static String of(String query) {
        BoundedText bounded = new BoundedText(query);
        while (bounded.at < query.length()) {
            bounded.code(NONE);
        }
        return bounded.to.toString();
    }

    /** Up to the parenthesis that closes the one at {@code open}. */
    private void code(int open) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ')') {
                copy(1);
                return;
            } else if (c == '(') {
                int begin = to.length();
                copy(1);
                code(begin);
            } else if (c == '"') {
                string();
            } else if (open != NONE && text.startsWith(" * ", at)) {
                operation(open, BoundedFunctions.PRODUCT);
            } else if (open != NONE && text.startsWith(" + ", at)) {
                operation(open, BoundedFunctions.SUM);
            } else if (text.startsWith(DEFINITION, at) && beginsWord()) {
                copy(text.indexOf(": ", at) + 2 - at);
                to.append(BoundedFunctions.STEP).append(" | ");
            } else {
                copy(1);
            }
        }
    }

    private void operation(int open, String function) {
        to.insert(open, function).append("; ");
        at += 3;
    }

    /** With what is interpolated in it. */
    private void string() {
        copy(1);
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                boolean code = text.charAt(at + 1) == '(';
                copy(2);
                if (code) {
                    code(NONE);
                }
            } else {
                copy(1);
            }
        }
        copy(1);
    }

    private boolean beginsWord() {
        return at == 0 || " ([{;,|".indexOf(text.charAt(at - 1)) >= 0;
    }

    private void copy(int count) {
        to.append(text, at, at + count);
        at += count;
    }
}
