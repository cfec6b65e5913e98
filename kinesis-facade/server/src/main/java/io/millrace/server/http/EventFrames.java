package io.millrace.server.http;

import com.linecorp.armeria.common.HttpData;
import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.eventstream.EventEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The frames of one event stream: the initial response, the events, and at an error an exception.
 *
 * <p>It asks the source for one event at a time, and only when the connection has taken the one before: of a client that does not
 * read, no more than two events are held here. They count among the bodies in flight; when there is no room for one, the stream
 * ends before it, and the client comes back for it.
 */
final class EventFrames implements Publisher<HttpData>, Subscription, Flow.Subscriber<Record> {

    private final Flow.Publisher<? extends Record> source;
    private final EventEncoder encoder;
    private final BodyMemory memory;
    private final Function<Throwable, AwsError> told;
    private final Consumer<EventFrames> onEnd;

    private final Queue<Frame> waiting = new ArrayDeque<>(2);
    private final Queue<Frame> beingSent = new ArrayDeque<>(2);
    private @Nullable Subscriber<? super HttpData> receiver;
    private Flow.@Nullable Subscription events;
    private long wanted;
    private boolean asked;
    private boolean sourceEnded;
    private boolean over;
    private boolean sending;

    EventFrames(
            Flow.Publisher<? extends Record> source,
            EventEncoder encoder,
            BodyMemory memory,
            Function<Throwable, AwsError> told,
            Consumer<EventFrames> onEnd) {
        this.source = source;
        this.encoder = encoder;
        this.memory = memory;
        this.told = told;
        this.onEnd = onEnd;
    }

    @Override
    public void subscribe(Subscriber<? super HttpData> receiver) {
        synchronized (this) {
            this.receiver = receiver;
            if (!sourceEnded) {
                waiting.add(frame(encoder.initialResponse()));
            }
        }
        receiver.onSubscribe(this);
        send();
        source.subscribe(this);
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            release(beingSent);
            wanted = wanted > Long.MAX_VALUE - count ? Long.MAX_VALUE : wanted + count;
        }
        send();
    }

    @Override
    public void cancel() {
        stop();
    }

    /** Ends the stream from this side, cleanly: clients come back for more. */
    void end() {
        synchronized (this) {
            sourceEnded = true;
            release(waiting);
        }
        cancelSource();
        send();
        onEnd.accept(this);
    }

    /** The answer is over: nothing of it is sent any more. */
    void close() {
        end();
        stop();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean unwanted;
        synchronized (this) {
            unwanted = events != null || over || sourceEnded;
            if (events == null) {
                events = subscription;
            }
        }
        if (unwanted) {
            subscription.cancel();
        } else {
            send();
        }
    }

    @Override
    public void onNext(Record event) {
        Frame frame;
        try {
            frame = frame(encoder.event(event));
        } catch (RuntimeException e) {
            cancelSource();
            onError(e);
            return;
        }
        if (!frame.memory().grow(frame.bytes().remaining())) {
            end();
            return;
        }
        synchronized (this) {
            asked = false;
            if (sourceEnded) {
                frame.memory().release();
            } else {
                waiting.add(frame);
            }
        }
        send();
    }

    @Override
    public void onError(Throwable failure) {
        Frame frame = frame(encoder.exception(told.apply(failure)));
        synchronized (this) {
            if (!sourceEnded) {
                waiting.add(frame);
            }
            sourceEnded = true;
        }
        send();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            sourceEnded = true;
        }
        send();
    }

    /** Hands over what is wanted. One thread at a time sends; what others bring meanwhile, it takes along. */
    private void send() {
        synchronized (this) {
            if (sending || over) {
                return;
            }
            sending = true;
        }
        while (true) {
            Runnable step = next();
            if (step == null) {
                return;
            }
            step.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Subscriber<? super HttpData> to = receiver;
        if (over || to == null) {
            sending = false;
            return null;
        }
        Frame frame = wanted > 0 ? waiting.poll() : null;
        if (frame != null) {
            wanted--;
            beingSent.add(frame);
            return () -> to.onNext(frame.data());
        }
        if (waiting.isEmpty() && sourceEnded) {
            sending = false;
            over = true;
            return () -> {
                onEnd.accept(this);
                to.onComplete();
            };
        }
        Flow.Subscription from = events;
        if (wanted > 0 && !asked && !sourceEnded && from != null) {
            asked = true;
            return () -> from.request(1);
        }
        sending = false;
        return null;
    }

    private void cancelSource() {
        Flow.Subscription subscription;
        synchronized (this) {
            subscription = events;
        }
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** The receiver wants no more, or the connection is gone. */
    private void stop() {
        synchronized (this) {
            release(beingSent);
            if (over) {
                return;
            }
            over = true;
            sourceEnded = true;
            release(waiting);
        }
        cancelSource();
        onEnd.accept(this);
    }

    private Frame frame(ByteBuffer bytes) {
        return new Frame(bytes, memory.open());
    }

    private static void release(Queue<Frame> frames) {
        frames.forEach(frame -> frame.memory().release());
        frames.clear();
    }

    /** @param memory what it holds until it is sent; nothing for the small ones */
    private record Frame(ByteBuffer bytes, BodyMemory.Reservation memory) {

        HttpData data() {
            return HttpData.wrap(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
    }
}
