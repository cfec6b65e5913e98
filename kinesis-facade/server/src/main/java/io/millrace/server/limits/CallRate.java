package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import java.time.InstantSource;
import java.util.Optional;

/** So many calls a second: for the whole account, or for whatever else has one of these to itself. */
final class CallRate implements CallLimit {

    private final String accountId;
    private final InstantSource clock;
    private final TokenBucket calls;

    CallRate(int perSecond, String accountId, InstantSource clock) {
        this.accountId = accountId;
        this.clock = clock;
        this.calls = new TokenBucket(perSecond, clock.millis());
    }

    @Override
    public synchronized Optional<AwsError> tryCall(Optional<StreamName> stream) {
        if (calls.holds(1, clock.millis())) {
            calls.take(1);
            return Optional.empty();
        }
        String whose = stream.map(name -> "stream " + name + " under account ").orElse("account ");
        return Optional.of(AwsError.limitExceeded("Rate exceeded for " + whose + accountId + "."));
    }
}
