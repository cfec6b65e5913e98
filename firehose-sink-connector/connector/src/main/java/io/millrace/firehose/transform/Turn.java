package io.millrace.firehose.transform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The one invocation that an environment of a function has at a time, as in Lambda, and how long it may take. It ends in exactly one way: answered or failed.
 * On the line's loop alone.
 */
public final class Turn {

    private final InvocationLine line;
    private @Nullable Invocation current;
    private @Nullable Future<?> timer;

    public Turn(InvocationLine line) {
        this.line = line;
    }

    public boolean isFree() {
        return current == null;
    }

    public boolean isOf(String id) {
        return current != null && current.id().equals(id);
    }

    /** The next invocation in line, if there is one, which is under way from now on. */
    public Optional<Invocation> take(Duration limit, Runnable late) {
        current = line.poll();
        if (current != null) {
            awaitFor(limit, late);
        }
        return Optional.ofNullable(current);
    }

    /** @param late is done unless what is awaited comes in time */
    public void awaitFor(Duration limit, Runnable late) {
        inTime();
        timer = line.after(limit, late);
    }

    /** What was awaited has come. */
    public void inTime() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    public void answer(byte[] answer) {
        end().ifPresent(invocation -> line.answer(invocation, answer));
    }

    /** Nothing if no invocation is under way. */
    public void fail(InvocationFailure failure) {
        end().ifPresent(invocation -> line.fail(invocation, failure));
    }

    private Optional<Invocation> end() {
        inTime();
        Optional<Invocation> ended = Optional.ofNullable(current);
        current = null;
        return ended;
    }
}
