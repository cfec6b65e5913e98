package io.millrace.server.http;

import io.millrace.server.auth.Authenticator;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What all calls have in common. */
record CallParts(
        Authenticator authenticator,
        BodyMemory memory,
        int maxRequestBytes,
        Executor workers,
        RequestMetrics metrics,
        EventStreams eventStreams,
        InFlight inFlight,
        InstantSource clock) {}
