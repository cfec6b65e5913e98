package io.millrace.server.connect;

import java.util.List;

/** What people want to read of a stack trace. */
final class Traces {

    private static final String CAUSED_BY = "Caused by: ";
    private static final int LONGEST = 1_000;

    private Traces() {}

    /** The message of the innermost cause: what is around it says where it was met, not what it is. */
    static String reason(String trace) {
        List<String> lines = trace.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return "The connector has failed without saying why.";
        }
        int from = 0;
        for (int i = 0; i < lines.size(); i++) {
            from = lines.get(i).startsWith(CAUSED_BY) ? i : from;
        }
        StringBuilder reason = new StringBuilder();
        for (String line : lines.subList(from, lines.size())) {
            if (isFrame(line)) {
                break;
            }
            reason.append(reason.isEmpty() ? withoutClass(line) : " " + line.strip());
        }
        return reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason.toString();
    }

    private static boolean isFrame(String line) {
        return line.startsWith("\tat ") || line.startsWith("\t... ");
    }

    private static String withoutClass(String line) {
        String text = line.startsWith(CAUSED_BY) ? line.substring(CAUSED_BY.length()) : line;
        int colon = text.indexOf(": ");
        boolean isClass = colon > 0 && text.substring(0, colon).matches("[\\w.$]+");
        return isClass ? text.substring(colon + 2) : text;
    }
}
