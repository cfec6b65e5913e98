package io.millrace.conformance.drill;

import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * What came of it.
 *
 * @param missing acknowledged, and not read where they were said to be
 * @param outOfOrder read before one of the same key that had been acknowledged earlier
 * @param duplicates copies, by retries
 * @param strays what Kafka acknowledged to a producer where no shard is
 * @param lostStrays those of them that were not read
 * @param doubledStrays those that were read more than once
 * @param failedPuts failed although the SDK had retried them; they were put again
 */
record DrillReport(
        long acknowledged,
        long read,
        List<Acknowledged> missing,
        List<Acknowledged> outOfOrder,
        long duplicates,
        long strays,
        List<String> lostStrays,
        List<String> doubledStrays,
        long failedPuts,
        List<String> readFaults,
        List<Reshards.Done> reshards,
        boolean stuck,
        int shards,
        List<String> mischief,
        long healthyPauseMillis,
        long longestPauseMillis) {

    static DrillReport of(
            Writers writers,
            StrayWriter strays,
            LineageReader reader,
            Reshards reshards,
            List<String> mischief,
            long mischiefBegun) {
        List<Acknowledged> acknowledged = writers.acknowledged();
        List<String> strayed = strays.acknowledged();
        return new DrillReport(
                acknowledged.size(),
                reader.count(),
                reader.missing(acknowledged),
                reader.outOfOrder(acknowledged),
                reader.duplicates(),
                strayed.size(),
                strayed.stream().filter(stray -> reader.timesRead(stray) == 0).toList(),
                strayed.stream().filter(stray -> reader.timesRead(stray) > 1).toList(),
                writers.failures(),
                reader.faults(),
                reshards.done(),
                reshards.stuck(),
                reader.shards(),
                mischief,
                longestPause(acknowledged.stream()
                        .filter(each -> each.atMillis() < mischiefBegun)
                        .toList()),
                longestPause(acknowledged));
    }

    private static long longestPause(List<Acknowledged> acknowledged) {
        return acknowledged.stream()
                .filter(each -> each.counter() > 0)
                .mapToLong(Acknowledged::pauseMillis)
                .max()
                .orElse(0);
    }

    String toMarkdown() {
        LongSummaryStatistics times = reshards.stream()
                .mapToLong(done -> done.activeMillis() - done.begunMillis())
                .summaryStatistics();
        return """
                # Drill

                | | |
                |---|---:|
                | records acknowledged | %d |
                | records read | %d |
                | missing | %d |
                | out of order | %d |
                | duplicates (retries) | %d |
                | strays acknowledged by Kafka | %d |
                | strays lost | %d |
                | strays carried on twice | %d |
                | puts that failed after the SDK's retries | %d |
                | faults seen by readers | %d |
                | reshards | %d |
                | shards there were | %d |
                | a reshard took, ms: least, mean, most | %d, %.0f, %d |
                | longest pause of a writer with reshards and no mischief, ms | %d |
                | longest pause of a writer, ms | %d |
                | mischief | %s |
                """.formatted(
                        acknowledged,
                        read,
                        missing.size(),
                        outOfOrder.size(),
                        duplicates,
                        strays,
                        lostStrays.size(),
                        doubledStrays.size(),
                        failedPuts,
                        readFaults.size(),
                        reshards.size(),
                        shards,
                        times.getMin(),
                        times.getAverage(),
                        times.getMax(),
                        healthyPauseMillis,
                        longestPauseMillis,
                        String.join(", ", mischief));
    }
}
