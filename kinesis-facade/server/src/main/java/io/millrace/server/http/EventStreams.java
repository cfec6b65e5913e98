package io.millrace.server.http;

import io.millrace.server.operation.EventStream;
import io.millrace.server.wire.eventstream.EventEncoder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The answers that go on. They are ended, as if by themselves, when the server stops. */
final class EventStreams {

    private final Set<EventFrames> open = ConcurrentHashMap.newKeySet();
    private final BodyMemory memory;

    EventStreams(BodyMemory memory) {
        this.memory = memory;
    }

    EventFrames open(Exchange exchange, Route.Call route, EventStream stream) {
        EventEncoder encoder = new EventEncoder(route.api().writer(), route.format());
        EventFrames frames = new EventFrames(
                exchange,
                encoder,
                memory,
                failure -> Errors.told(exchange.requestId(), route.entry().name(), failure),
                open::remove);
        open.add(frames);
        exchange.beginStream(Answers.streaming(exchange, EventEncoder.CONTENT_TYPE));
        frames.begin(stream.events());
        return frames;
    }

    int count() {
        return open.size();
    }

    void endAll() {
        open.forEach(EventFrames::end);
    }
}
