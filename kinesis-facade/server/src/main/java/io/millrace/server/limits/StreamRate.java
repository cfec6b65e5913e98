package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** So many calls a second for each stream. */
final class StreamRate implements CallLimit {

    private final int perSecond;
    private final String accountId;
    private final InstantSource clock;
    private final KnownStreams known;
    private final Map<StreamName, CallRate> rates = new ConcurrentHashMap<>();

    StreamRate(int perSecond, String accountId, InstantSource clock, KnownStreams known) {
        this.perSecond = perSecond;
        this.accountId = accountId;
        this.clock = clock;
        this.known = known;
    }

    @Override
    public Optional<AwsError> tryCall(Optional<StreamName> stream) {
        return stream.filter(name -> known.remembers(name, rates))
                .flatMap(name -> rates.computeIfAbsent(name, n -> new CallRate(perSecond, accountId, clock))
                        .tryCall(stream));
    }

    /** How many streams are remembered. */
    int size() {
        return rates.size();
    }
}
