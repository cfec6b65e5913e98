package io.millrace.server.http;

import com.linecorp.armeria.common.HttpResponse;
import io.millrace.server.operation.EventStream;
import io.millrace.server.wire.eventstream.EventEncoder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The answers that go on. They have no request timeout and are ended, as if by themselves, when the server stops. */
final class EventStreams {

    private final Set<EventFrames> open = ConcurrentHashMap.newKeySet();

    private final BodyMemory memory;

    EventStreams(BodyMemory memory) {
        this.memory = memory;
    }

    HttpResponse open(Exchange exchange, Route.Call call, EventStream stream) {
        exchange.context().clearRequestTimeout();
        EventEncoder encoder = new EventEncoder(call.api().writer(), call.format());
        EventFrames frames = new EventFrames(
                stream.events(),
                encoder,
                memory,
                failure -> Errors.told(exchange, failure),
                ended -> ended(ended, exchange));
        open.add(frames);
        HttpResponse response = HttpResponse.of(Answers.streaming(exchange, EventEncoder.CONTENT_TYPE), frames);
        // An answer that is aborted before its first frame never subscribes.
        exchange.whenOver(frames::close);
        return response;
    }

    /** Of what was sent, the rest may still be on its way to a receiver that does not read. */
    private void ended(EventFrames frames, Exchange exchange) {
        if (open.remove(frames)) {
            exchange.closeUnlessOverInTime();
        }
    }

    int count() {
        return open.size();
    }

    void endAll() {
        open.forEach(EventFrames::end);
    }
}
