package io.millrace.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the table: one workload on one driver, over all rounds.
 *
 * @param timesDirect the median over rounds of this driver's records/s by direct Kafka's in the same round
 * @param timesKinesalite likewise by kinesalite's
 * @param timesSoonerThanKinesalite likewise kinesalite's p99 by this driver's
 * @param timesBareLoop likewise this driver's records/s by those of the loop that does the least
 * @param objects the median of how many objects a trial made
 * @param kibPerObject the median of their mean sizes
 * @param cpuPerMillion CPU seconds for a million records, by part
 * @param failure what went wrong; the figures are then 0
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Row(
        String workload,
        String driver,
        double recordsPerSecond,
        double megabytesPerSecond,
        double p50Millis,
        double p99Millis,
        Optional<Double> timesDirect,
        Optional<Double> timesKinesalite,
        Optional<Double> timesSoonerThanKinesalite,
        Optional<Double> timesBareLoop,
        Optional<Double> objects,
        Optional<Double> kibPerObject,
        Map<String, Double> cpuPerMillion,
        Optional<String> failure) {

    public static Row failed(String workload, String driver, String failure) {
        return new Row(
                workload,
                driver,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(failure));
    }
}
