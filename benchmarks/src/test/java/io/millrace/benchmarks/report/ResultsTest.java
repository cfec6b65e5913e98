package io.millrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.delivery.Delivery;
import io.millrace.benchmarks.footprint.Finding;
import io.millrace.benchmarks.measure.CpuUse;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.workloads.PutLoad;
import io.millrace.benchmarks.workloads.PutWorkload;
import io.millrace.benchmarks.workloads.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Workload PUTS =
            new PutWorkload("put-records-1k", "PutRecords", new PutLoad(500, 1000, 16), 4, Set.of());

    private final Results results = new Results();

    @Test
    void ratiosAreOfTheSameRoundAndTheirMedianCounts() {
        measured("direct-kafka", 100, 10, 100);
        measured("millrace-json", 50, 9, 60);

        Row row = results.rows().get(1);
        assertThat(row.recordsPerSecond()).isEqualTo(50);
        assertThat(row.megabytesPerSecond()).isEqualTo(0.05);
        assertThat(row.timesDirect()).contains(0.6);
        assertThat(row.timesKinesalite()).isEmpty();
        assertThat(row.cpuPerMillion()).containsEntry("broker", 500_000.0 / 50);
    }

    @Test
    void driverThatFailedHasNoFigures() {
        measured("direct-kafka", 100, 100, 100);
        measured("millrace-json", 1000, 1000);
        results.failed(PUTS, "millrace-json", "2 records | acknowledged,\n1 read back");

        String page = MarkdownReport.of("here", List.of(PUTS), results.rows(), List.of());
        assertThat(page)
                .contains("FAILED: 2 records \\| acknowledged, 1 read back")
                .doesNotContain("1,000");
        assertThat(results.anyFailed()).isTrue();
    }

    @Test
    void floorsAreJudged() {
        measured("direct-kafka", 100);
        measured("millrace-json", 59);
        measured("millrace-cbor", 61);

        assertThat(MarkdownReport.of("here", List.of(PUTS), results.rows(), List.of()))
                .contains(
                        "| put-records-1k | millrace-json | rate, x direct-kafka | 0.60 | 0.80 | 0.59 | **NOT MET** |")
                .contains("| put-records-1k | millrace-cbor | rate, x direct-kafka | 0.60 | 0.80 | 0.61 | met |")
                .doesNotContain("rate, x kinesalite");
    }

    @Test
    void deliveriesAreComparedWithTheBareLoop() {
        Delivery delivery = new Delivery("deliver-gzip-1x1", "To S3", Delivery.Format.GZIP, 1, 1, 0, 10);
        results.measured(delivery, "bare-loop", 1, new Sample(10_000, 10, 0, 0, CpuUse.NONE));
        results.measured(
                delivery,
                "firehose",
                1,
                new Sample(7_500, 10, 0, 0, CpuUse.NONE).withObjects(new Sample.Objects(4, 6 << 10, 10)));

        assertThat(MarkdownReport.of("here", List.of(delivery), results.rows(), List.of()))
                .contains("| firehose | 7.7 | 0.75 | 4 | 1.5 |")
                .contains("| deliver-gzip-1x1 | firehose | rate, x bare-loop | 0.60 | 1.00 | 0.75 | met |");
    }

    @Test
    void whatTheFacadeTakesByItselfIsJudged() {
        Finding met = new Finding("start-up", "to be ready", 2.25, "s", 5, 2, "the median of 5 starts");
        Finding missed = new Finding("idle-memory", "heap", 600, "MiB", 512, 256, "resident 900 MiB");

        assertThat(MarkdownReport.of("here", List.of(), List.of(), List.of(met, missed)))
                .contains("| to be ready (the median of 5 starts) | 2.3 s | 5 | 2 | met |")
                .contains("| heap (resident 900 MiB) | 600.0 MiB | 512 | 256 | **NOT MET** |");
    }

    private void measured(String driver, double... rates) {
        for (int i = 0; i < rates.length; i++) {
            results.measured(
                    PUTS, driver, i + 1, new Sample(rates[i], rates[i], 1, 2, new CpuUse(Map.of("broker", 0.5))));
        }
    }
}
