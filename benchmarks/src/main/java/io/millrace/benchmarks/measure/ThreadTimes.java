package io.millrace.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** CPU time of single threads, where the kernel tells it (Linux). */
final class ThreadTimes {

    /** The kernel's unit in /proc, the same on every machine that runs this. */
    private static final int TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;

    private ThreadTimes() {}

    /** What the JIT compiler threads of a JVM have taken so far; zero for other programs and elsewhere. */
    static Duration ofCompilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            long ticks = threads.mapToLong(ThreadTimes::compilerTicks).sum();
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static long compilerTicks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (!stat.contains("(C1 Compiler") && !stat.contains("(C2 Compiler")) {
                return 0;
            }
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
        } catch (IOException e) {
            return 0;
        }
    }
}
