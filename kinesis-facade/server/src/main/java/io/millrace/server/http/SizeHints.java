package io.millrace.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How large an operation's next answer may be, by its last ones, so that its buffer seldom has to grow. */
final class SizeHints {

    private static final int LEAST = 256;
    private static final int MOST = 1 << 20;

    private final Map<String, AtomicInteger> sizes = new ConcurrentHashMap<>();

    int next(String operation) {
        AtomicInteger size = sizes.get(operation);
        return size == null ? LEAST : Math.min(MOST, size.get());
    }

    /** Rises at once to a larger size and falls slowly, by an eighth of the difference. */
    void saw(String operation, int bytes) {
        int size = Math.max(LEAST, bytes);
        sizes.computeIfAbsent(operation, name -> new AtomicInteger(size))
                .updateAndGet(before -> size >= before ? size : before - (before - size + 7) / 8);
    }
}
