package io.millrace.server.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections, of which there are so many at most. */
final class Connections {

    /** Tells a connection to finish what is under way, to begin nothing more, and to close. */
    static final Object DRAIN = new Object() {
        @Override
        public String toString() {
            return "DRAIN";
        }
    };

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final int limit;

    Connections(int limit) {
        this.limit = limit;
    }

    /** Counts a connection until it is closed; false if it is one too many. */
    boolean admit(Channel connection) {
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            return false;
        }
        open.add(connection);
        connection.closeFuture().addListener(closed -> {
            open.remove(connection);
            count.decrementAndGet();
        });
        return true;
    }

    int count() {
        return count.get();
    }

    void drain() {
        open.forEach(connection -> connection.pipeline().fireUserEventTriggered(DRAIN));
    }

    /** Closes them and waits until they are: threads that are told to end let go of connections before they do what was said before. */
    void close(Duration patience) {
        open.forEach(Connections::cutOff);
        long deadline = System.nanoTime() + patience.toNanos();
        open.forEach(connection ->
                connection.closeFuture().awaitUninterruptibly(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    /** At once and without a word; not through the pipeline, where HTTP/2 would wait for its streams to end. */
    static void cutOff(Channel connection) {
        connection.pipeline().firstContext().close();
    }
}
