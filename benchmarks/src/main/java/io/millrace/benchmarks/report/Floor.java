package io.millrace.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A ratio that a workload must reach.
 *
 * @param of what is compared, where it is not the rate
 * @param aim what is wanted; the floor should not be the end
 */
public record Floor(
        String workload,
        String driver,
        String of,
        String against,
        Function<Row, Optional<Double>> ratio,
        double least,
        double aim) {

    /** What the project promises of itself; JSON is held to it as well as CBOR, though it costs more. */
    public static final List<Floor> ALL = List.of(
            direct("put-records-1k", "millrace-json", 0.6, 0.8),
            direct("put-records-1k", "millrace-cbor", 0.6, 0.8),
            kinesalite("put-records-1k", "millrace-json", 3, 10),
            direct("put-records-100b", "millrace-json", 0.35, 0.5),
            direct("put-records-100b", "millrace-cbor", 0.35, 0.5),
            kinesalite("put-record-16", "millrace-json", 3, 5),
            kinesalite("put-record-64", "millrace-json", 5, 8),
            new Floor("put-record-64", "millrace-json", "p99", "kinesalite", Row::timesSoonerThanKinesalite, 1, 1),
            direct("get-records-1k", "millrace-json", 0.5, 0.7),
            direct("get-records-1k", "millrace-cbor", 0.5, 0.7),
            direct("get-records-head", "millrace-json", 1.0, 3),
            direct("get-records-head", "millrace-cbor", 1.0, 3),
            bareLoop("deliver-gzip-1x1"),
            bareLoop("deliver-gzip-24x80"),
            capture("capture-scan-1"),
            capture("capture-scan-2"),
            capture("capture-scan-4"),
            capture("capture-stream-1"),
            capture("capture-stream-4"),
            standIn("capture-scan-4"),
            standIn("capture-stream-4"));

    private static Floor direct(String workload, String driver, double least, double aim) {
        return new Floor(workload, driver, "rate", "direct-kafka", Row::timesDirect, least, aim);
    }

    private static Floor bareLoop(String delivery) {
        return new Floor(delivery, "firehose", "rate", "bare-loop", Row::timesBareLoop, 0.6, 1);
    }

    private static Floor capture(String workload) {
        return new Floor(workload, "millrace", "rate", "bare-loop", Row::timesBareLoop, 0.5, 0.8);
    }

    /** Its source must never be what is measured. */
    private static Floor standIn(String workload) {
        return new Floor(workload, "stand-in", "rate", "bare-loop", Row::timesBareLoop, 3, 5);
    }

    private static Floor kinesalite(String workload, String driver, double least, double aim) {
        return new Floor(workload, driver, "rate", "kinesalite", Row::timesKinesalite, least, aim);
    }

    /** A line of Markdown; empty where the run did not measure both sides. */
    public Optional<String> line(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.workload().equals(workload) && row.driver().equals(driver))
                .findFirst()
                .flatMap(ratio)
                .map(reached -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s, x %s | %.2f | %.2f | %.2f | %s |",
                        workload,
                        driver,
                        of,
                        against,
                        least,
                        aim,
                        reached,
                        reached >= least ? "met" : "**NOT MET**"));
    }
}
