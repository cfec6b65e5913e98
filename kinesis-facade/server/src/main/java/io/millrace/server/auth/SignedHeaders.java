package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names of the headers that a signature covers: lower case and sorted, however they were sent. */
record SignedHeaders(SortedSet<String> names, String text) {

    static SignedHeaders parse(String text) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : text.split(";", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new SignedHeaders(names, String.join(";", names));
    }

    /**
     * Without the host a signature could be used at another server, and without the target for another operation. The
     * service insists on the first only, its documentation on both, and every SDK signs both.
     */
    void check(AuthRequest request) {
        if (!names.contains("host") && !names.contains(":authority")) {
            throw AwsError.invalidSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
                    .asException();
        }
        if (request.header("x-amz-target").isPresent() && !names.contains("x-amz-target")) {
            throw AwsError.invalidSignature("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.")
                    .asException();
        }
    }

    /** The CanonicalHeaders: a line for each, values trimmed, runs of white space made one, joined with commas. */
    void appendCanonicalHeaders(StringBuilder lines, AuthRequest request) {
        for (String name : names) {
            lines.append(name).append(':');
            String separator = "";
            for (String value : request.headerValues(name)) {
                lines.append(separator);
                appendCollapsed(lines, value);
                separator = ",";
            }
            lines.append('\n');
        }
    }

    private static void appendCollapsed(StringBuilder line, String value) {
        boolean pending = false;
        boolean started = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isWhiteSpace(c)) {
                pending = started;
            } else {
                if (pending) {
                    line.append(' ');
                    pending = false;
                }
                line.append(c);
                started = true;
            }
        }
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    @Override
    public String toString() {
        return text;
    }
}
