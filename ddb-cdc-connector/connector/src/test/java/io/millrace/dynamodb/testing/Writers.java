package io.millrace.dynamodb.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that put and delete items, each its own, and remember what they did to each. */
public final class Writers implements AutoCloseable {

    private final TestTable table;
    private final Map<String, List<String>> done = new ConcurrentHashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger versions = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    public Writers(TestTable table) {
        this.table = table;
    }

    /** Puts an item that is not there. */
    public void insert(String id) {
        int version = versions.incrementAndGet();
        table.put(id, version);
        log(id, "c " + id + " " + version);
    }

    /** One more thread, which writes to these until it is stopped. */
    public void start(List<String> ids, long seed) {
        Thread thread = new Thread(() -> write(ids, new Random(seed)), "writer-" + threads.size());
        threads.add(thread);
        thread.start();
    }

    private void write(List<String> ids, Random dice) {
        while (!stopped.get()) {
            String id = ids.get(dice.nextInt(ids.size()));
            boolean there = isThere(id);
            if (there && dice.nextInt(3) == 0) {
                table.delete(id);
                log(id, "d " + id);
            } else {
                int version = versions.incrementAndGet();
                table.put(id, version);
                log(id, (there ? "u " : "c ") + id + " " + version);
            }
            try {
                Thread.sleep(dice.nextInt(10));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isThere(String id) {
        List<String> all = done.getOrDefault(id, List.of());
        return !all.isEmpty() && !all.get(all.size() - 1).startsWith("d");
    }

    private void log(String id, String what) {
        done.computeIfAbsent(id, any -> new ArrayList<>()).add(what);
    }

    public void stop() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** By item, such as {@code c a 1}; of writers that are stopped. */
    public Map<String, List<String>> done() {
        return new TreeMap<>(done);
    }

    public int count() {
        return done.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
