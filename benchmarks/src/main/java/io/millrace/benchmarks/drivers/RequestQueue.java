package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.Answer;
import io.millrace.benchmarks.http.Conversation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/** Requests that must succeed, taken by any number of connections until none is left. */
final class RequestQueue implements Conversation {

    private final Deque<ByteBuffer> requests;

    RequestQueue(Collection<ByteBuffer> requests) {
        this.requests = new ArrayDeque<>(requests);
    }

    @Override
    public Optional<ByteBuffer> next() {
        return Optional.ofNullable(requests.poll());
    }

    @Override
    public void answered(Answer answer, long sentNanos, long answeredNanos) {
        if (!answer.ok()) {
            throw new DriverFailure(answer.summary());
        }
    }
}
