package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.eventstream.EventEncoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one event stream: the initial response, the events, and at an error an exception.
 *
 * <p>It asks the source for one event at a time, and only when the connection has taken the one before: of a client that does not
 * read, no more than one event is held here. It counts among the bodies in flight; when there is no room for one, the stream ends
 * before it, and the client comes back for it. Events are encoded where the source brings them; all else happens on the
 * connection's thread.
 */
final class EventFrames implements Flow.Subscriber<Record> {

    private final Exchange exchange;
    private final EventEncoder encoder;
    private final BodyMemory memory;
    private final Function<Throwable, AwsError> told;
    private final Consumer<EventFrames> onEnd;
    private Flow.@Nullable Subscription events;
    private int beingSent;
    private boolean asked;
    private boolean ended;

    EventFrames(
            Exchange exchange,
            EventEncoder encoder,
            BodyMemory memory,
            Function<Throwable, AwsError> told,
            Consumer<EventFrames> onEnd) {
        this.exchange = exchange;
        this.encoder = encoder;
        this.memory = memory;
        this.told = told;
        this.onEnd = onEnd;
    }

    void begin(Flow.Publisher<? extends Record> source) {
        send(encoder.initialResponse(), memory.open());
        source.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        exchange.execute(() -> {
            if (ended || events != null) {
                subscription.cancel();
            } else {
                events = subscription;
                ask();
            }
        });
    }

    @Override
    public void onNext(Record event) {
        BodyMemory.Reservation room = memory.open();
        ByteBuffer frame;
        try {
            frame = encoder.event(event);
        } catch (RuntimeException e) {
            onError(e);
            return;
        }
        if (room.grow(frame.remaining())) {
            exchange.execute(() -> {
                asked = false;
                send(frame, room);
            });
        } else {
            end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        ByteBuffer frame = encoder.exception(told.apply(failure));
        exchange.execute(() -> {
            send(frame, memory.open());
            finish();
        });
    }

    @Override
    public void onComplete() {
        end();
    }

    /** Ends the stream cleanly, from whatever thread: clients come back for more. */
    void end() {
        exchange.execute(this::finish);
    }

    /** The answer is over: nothing of it is sent any more. */
    void close() {
        if (!ended) {
            ended = true;
            cancelSource();
            onEnd.accept(this);
        }
    }

    private void send(ByteBuffer frame, BodyMemory.Reservation room) {
        if (ended) {
            room.release();
            return;
        }
        beingSent++;
        exchange.sendPart(Unpooled.wrappedBuffer(frame), sent -> {
            room.release();
            beingSent--;
            ask();
        });
    }

    private void ask() {
        if (!ended && !asked && beingSent == 0 && events != null) {
            asked = true;
            events.request(1);
        }
    }

    private void finish() {
        if (!ended) {
            exchange.endStream();
            close();
        }
    }

    private void cancelSource() {
        if (events != null) {
            events.cancel();
        }
    }
}
