package io.millrace.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU time of one thread, where the kernel tells it (Linux).
 *
 * @param name as the kernel knows it: the first 15 characters
 * @param user in the program
 * @param kernel in the kernel on its behalf
 */
public record ThreadTimes(String name, Duration user, Duration kernel) {

    /** The kernel's unit in /proc, the same on every machine that runs this. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;

    /** Of every thread that a process has now, by the kernel's number; nothing elsewhere. */
    public static Map<Long, ThreadTimes> of(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            Map<Long, ThreadTimes> times = new HashMap<>();
            for (Path thread : threads.toList()) {
                long number = Long.parseLong(thread.getFileName().toString());
                read(thread).ifPresent(found -> times.put(number, found));
            }
            return times;
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** What the JIT compiler threads of a JVM have taken so far; zero for other programs and elsewhere. */
    static Duration ofCompilers(long pid) {
        return of(pid).values().stream()
                .filter(thread -> thread.name.startsWith("C1 Compiler") || thread.name.startsWith("C2 Compiler"))
                .map(thread -> thread.user.plus(thread.kernel))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What this thread took since then. */
    public ThreadTimes since(ThreadTimes before) {
        return new ThreadTimes(name, user.minus(before.user), kernel.minus(before.kernel));
    }

    /** One that has not run. */
    public static ThreadTimes none(String name) {
        return new ThreadTimes(name, Duration.ZERO, Duration.ZERO);
    }

    /** Empty where the thread has just ended. */
    private static Optional<ThreadTimes> read(Path thread) {
        try {
            return Optional.of(parse(Files.readString(thread.resolve("stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A line of proc(5): the name is in parentheses and may hold any character. */
    static ThreadTimes parse(String stat) {
        int end = stat.lastIndexOf(')');
        List<String> fields = List.of(stat.substring(end + 2).split(" ", -1));
        return new ThreadTimes(
                stat.substring(stat.indexOf('(') + 1, end),
                ticks(fields.get(USER_TICKS)),
                ticks(fields.get(USER_TICKS + 1)));
    }

    private static Duration ticks(String count) {
        return Duration.ofMillis(Long.parseLong(count) * 1000 / TICKS_PER_SECOND);
    }
}
