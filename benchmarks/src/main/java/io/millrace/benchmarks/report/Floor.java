package io.millrace.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A ratio that a workload must reach. */
public record Floor(
        String workload, String driver, String against, Function<Row, Optional<Double>> ratio, double least) {

    /** What the project promises of itself; JSON is held to it as well as CBOR, though it costs more. */
    public static final List<Floor> ALL = List.of(
            direct("put-records-1k", "millrace-json", 0.4),
            direct("put-records-1k", "millrace-cbor", 0.4),
            kinesalite("put-records-1k", "millrace-json", 3),
            kinesalite("put-record-16", "millrace-json", 3),
            kinesalite("put-record-64", "millrace-json", 3),
            direct("get-records-1k", "millrace-json", 0.3),
            direct("get-records-1k", "millrace-cbor", 0.3),
            direct("get-records-head", "millrace-cbor", 1.0));

    private static Floor direct(String workload, String driver, double least) {
        return new Floor(workload, driver, "direct-kafka", Row::timesDirect, least);
    }

    private static Floor kinesalite(String workload, String driver, double least) {
        return new Floor(workload, driver, "kinesalite", Row::timesKinesalite, least);
    }

    /** A line of Markdown; empty where the run did not measure both sides. */
    public Optional<String> line(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.workload().equals(workload) && row.driver().equals(driver))
                .findFirst()
                .flatMap(ratio)
                .map(reached -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %.2f x %s | %.2f | %s |",
                        workload,
                        driver,
                        least,
                        against,
                        reached,
                        reached >= least ? "met" : "**NOT MET**"));
    }
}
