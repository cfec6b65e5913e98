package io.millrace.benchmarks.measure;

import java.time.Duration;

/**
 * How long a workload runs.
 *
 * @param ramp load that is not counted: connections open, producers learn their topic
 * @param window what is counted
 */
public record Span(Duration ramp, Duration window) {

    /** After this a run that has not ended by itself has failed. */
    public Duration patience() {
        return ramp.plus(window).plusSeconds(30);
    }
}
