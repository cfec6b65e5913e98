package io.millrace.benchmarks.plot;

import java.util.List;

/** One chart. */
public record Panel(String title, Axis x, Axis y, List<Series> series) {

    public Panel {
        series = List.copyOf(series);
    }
}
