package io.millrace.tools;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the Kinesis API does not tell: on which partition, and between which offsets, a shard is. */
@Command(
        name = "shards",
        description = "Prints a stream's shards with their partitions and offsets; without a stream, all streams.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace shards",
            "  millrace shards orders",
            "  millrace shards orders --history",
            "  millrace shards orders --bootstrap-servers kafka:9092"
        })
final class Shards implements Callable<Integer> {

    private static final String STREAM_LINE = "%-40s %-9s %6s  %s%n";
    private static final String SHARD_LINE = "%-20s %-8s %9s %12s %12s  %-20s  %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final CatalogOptions catalog = new CatalogOptions();

    @Parameters(paramLabel = "STREAM", arity = "0..1", description = "The stream's name.")
    private @Nullable String stream;

    @Option(names = "--history", description = "Prints the stream's last reshards instead: when, and why.")
    private boolean history;

    @Override
    public Integer call() {
        if (history && stream == null) {
            throw new ParameterException(spec.commandLine(), "--history is that of one stream: name it");
        }
        CatalogImage image = catalog.with((open, topics) -> CompletableFuture.completedStage(open.image()));
        PrintWriter out = spec.commandLine().getOut();
        if (stream == null) {
            printStreams(image, out);
        } else if (history) {
            new HistoryTable(Streams.find(image, stream).history().steps()).print(out);
        } else {
            printShards(Streams.find(image, stream), out);
        }
        return 0;
    }

    private static void printStreams(CatalogImage image, PrintWriter out) {
        out.printf(STREAM_LINE, "STREAM", "STATUS", "OPEN", "RETENTION");
        for (StreamImage each : image.streams().values()) {
            out.printf(
                    STREAM_LINE,
                    each.fact().name(),
                    each.fact().status(),
                    each.openShards().size(),
                    each.fact().retention().hours() + " h");
        }
    }

    private static void printShards(StreamImage stream, PrintWriter out) {
        out.printf(SHARD_LINE, "SHARD", "STATE", "PARTITION", "FIRST OFFSET", "END OFFSET", "PARENTS", "HASH KEYS");
        for (Shard shard : stream.allShards().values()) {
            out.printf(
                    SHARD_LINE,
                    shard.id(),
                    shard.state(),
                    shard.partition(),
                    shard.firstOffset() == Shard.NO_OFFSET ? "-" : shard.firstOffset(),
                    shard.closed()
                            .map(closing -> Long.toString(closing.endOffset()))
                            .orElse("-"),
                    parents(shard),
                    shard.range().start() + " - " + shard.range().end());
        }
    }

    private static String parents(Shard shard) {
        String parents = Stream.concat(shard.parent().stream(), shard.adjacentParent().stream())
                .map(ShardId::toString)
                .collect(Collectors.joining(","));
        return parents.isEmpty() ? "-" : parents;
    }
}
