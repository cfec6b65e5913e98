package io.millrace.server.auth;

import java.util.ArrayDeque;
import java.util.Deque;

/** The path of a request as signatures see it: normalised (RFC 3986), then encoded once more. */
final class CanonicalUri {

    private CanonicalUri() {}

    static String of(String path) {
        return path.equals("/") ? path : UriEncoding.encodePath(normalized(path));
    }

    private static String normalized(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        if (segments.isEmpty()) {
            return "/";
        }
        boolean folder = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        return "/" + String.join("/", segments) + (folder ? "/" : "");
    }
}
