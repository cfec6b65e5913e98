package io.millrace.benchmarks.report;

import io.millrace.benchmarks.capture.Capture;
import io.millrace.benchmarks.delivery.Delivery;
import io.millrace.benchmarks.footprint.Finding;
import io.millrace.benchmarks.workloads.Contest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables for a person. */
public final class MarkdownReport {

    private static final String HEAD = """
            | driver | records/s | MB/s | p50 ms | p99 ms | x direct | x kinesalite | CPU s per million records |
            |---|---:|---:|---:|---:|---:|---:|---|
            """;

    private static final String DELIVERY_HEAD = """
            | system | MB/s | x bare loop | objects | KiB each | CPU s per million records |
            |---|---:|---:|---:|---:|---|
            """;

    private static final String CAPTURE_HEAD = """
            | system | records/s | MB/s | x bare loop | CPU s per million records |
            |---|---:|---:|---:|---|
            """;

    private MarkdownReport() {}

    public static String of(String setting, List<? extends Contest> contests, List<Row> rows, List<Finding> findings) {
        StringBuilder page =
                new StringBuilder("# Benchmark\n\n").append(setting).append('\n');
        for (Contest contest : contests) {
            List<Row> own = rows.stream()
                    .filter(row -> row.workload().equals(contest.name()))
                    .toList();
            if (!own.isEmpty()) {
                page.append("\n## ").append(contest.title()).append("\n\n");
                if (contest instanceof Delivery) {
                    page.append(DELIVERY_HEAD);
                    own.forEach(row -> page.append(deliveryLine(row)));
                } else if (contest instanceof Capture) {
                    page.append(CAPTURE_HEAD);
                    own.forEach(row -> page.append(captureLine(row)));
                } else {
                    page.append(HEAD);
                    own.forEach(row -> page.append(line(row)));
                }
            }
        }
        if (!findings.isEmpty()) {
            page.append(
                    "\n## Memory, allocation and start\n\n| | found | at most | aim | |\n|---|---:|---:|---:|---|\n");
            findings.forEach(finding -> page.append(line(finding)));
        }
        String floors = Floor.ALL.stream()
                .map(floor -> floor.line(rows))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        if (!floors.isEmpty()) {
            page.append(
                            "\n## Floors\n\n| workload | driver | what | at least | aim | reached | |\n|---|---|---|---:|---:|---:|---|\n")
                    .append(floors)
                    .append('\n');
        }
        return page.toString();
    }

    static String line(Row row) {
        if (row.failure().isPresent()) {
            return "| %s | FAILED: %s |||||||%n"
                    .formatted(row.driver(), oneCell(row.failure().get()));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.2f | %.2f | %s | %s | %s |%n",
                row.driver(),
                row.recordsPerSecond(),
                row.megabytesPerSecond(),
                row.p50Millis(),
                row.p99Millis(),
                ratio(row.timesDirect()),
                ratio(row.timesKinesalite()),
                cpu(row.cpuPerMillion()));
    }

    static String deliveryLine(Row row) {
        if (row.failure().isPresent()) {
            return "| %s | FAILED: %s |||||%n"
                    .formatted(row.driver(), oneCell(row.failure().get()));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %s | %.0f | %.1f | %s |%n",
                row.driver(),
                row.megabytesPerSecond(),
                ratio(row.timesBareLoop()),
                row.objects().orElse(0.0),
                row.kibPerObject().orElse(0.0),
                cpu(row.cpuPerMillion()));
    }

    static String captureLine(Row row) {
        if (row.failure().isPresent()) {
            return "| %s | FAILED: %s ||||%n"
                    .formatted(row.driver(), oneCell(row.failure().get()));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %s | %s |%n",
                row.driver(),
                row.recordsPerSecond(),
                row.megabytesPerSecond(),
                ratio(row.timesBareLoop()),
                cpu(row.cpuPerMillion()));
    }

    static String line(Finding finding) {
        return String.format(
                Locale.ROOT,
                "| %s (%s) | %.1f %s | %.0f | %.0f | %s |%n",
                finding.title(),
                finding.besides(),
                finding.value(),
                finding.unit(),
                finding.most(),
                finding.aim(),
                finding.isMet() ? "met" : "**NOT MET**");
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("-");
    }

    private static String cpu(Map<String, Double> parts) {
        return parts.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String oneCell(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|");
        return line.length() > 160 ? line.substring(0, 160) + "..." : line;
    }
}
