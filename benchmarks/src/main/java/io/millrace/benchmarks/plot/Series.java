package io.millrace.benchmarks.plot;

import java.util.List;

/** A line and its name in the legend. */
public record Series(String name, Tone tone, List<Point> points) {

    public record Point(double x, double y) {}

    public Series {
        points = List.copyOf(points);
    }
}
