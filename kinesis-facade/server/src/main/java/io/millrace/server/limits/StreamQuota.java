package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** So many calls that have an effect, in any 24 hours, for each stream. */
final class StreamQuota implements CallLimit {

    private static final Duration DAY = Duration.ofHours(24);

    private final int perDay;
    private final String accountId;
    private final InstantSource clock;
    private final KnownStreams known;
    private final Map<StreamName, Deque<Instant>> effects = new ConcurrentHashMap<>();

    StreamQuota(int perDay, String accountId, InstantSource clock, KnownStreams known) {
        this.perDay = perDay;
        this.accountId = accountId;
        this.clock = clock;
        this.known = known;
    }

    @Override
    public synchronized Optional<AwsError> tryCall(Optional<StreamName> stream) {
        return stream.map(effects::get)
                .filter(times -> lastDay(times).size() >= perDay)
                .map(full -> AwsError.limitExceeded(
                        "Rate exceeded for stream " + stream.get() + " under account " + accountId + "."));
    }

    @Override
    public synchronized void succeeded(Optional<StreamName> stream) {
        stream.filter(name -> known.remembers(name, effects)).ifPresent(name -> {
            Deque<Instant> times = lastDay(effects.computeIfAbsent(name, n -> new ArrayDeque<>()));
            if (times.size() < perDay) {
                times.add(clock.instant());
            }
        });
    }

    private Deque<Instant> lastDay(Deque<Instant> times) {
        Instant dayAgo = clock.instant().minus(DAY);
        while (!times.isEmpty() && !times.peekFirst().isAfter(dayAgo)) {
            times.removeFirst();
        }
        return times;
    }
}
