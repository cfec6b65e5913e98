package io.millrace.tools;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.streams.Incarnations;
import io.millrace.server.lifecycle.Adoption;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a stream of a topic. */
@Command(
        name = "adopt",
        description = {
            "Makes a stream of an existing topic: one shard a partition, with all its records.",
            "The topic gets message.timestamp.type=LogAppendTime and the stream's retention. Records"
                    + " stay where they are: a key's older records may be in another shard than its new ones."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace adopt orders",
            "  millrace adopt audit --retention-hours 8760   a topic that kept records for ever"
        })
final class Adopt implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final CatalogOptions catalog = new CatalogOptions();

    @Parameters(paramLabel = "TOPIC", description = "The topic; the stream has the same name.")
    @SuppressWarnings("NullAway.Init")
    private String topic;

    @Option(
            names = "--retention-hours",
            paramLabel = "HOURS",
            description = "24 to 8760. Default: as long as the topic keeps records now.")
    private @Nullable Integer retentionHours;

    @Override
    public Integer call() {
        StreamName name = Streams.name(topic);
        OptionalInt hours = retentionHours == null ? OptionalInt.empty() : OptionalInt.of(retentionHours);
        Adoption.Adopted adopted = catalog.with((open, topics) ->
                new Adoption(open, topics, Clock.systemUTC()).adopt(name, new Incarnations().next(), hours));
        StreamImage stream = adopted.stream();
        PrintWriter out = spec.commandLine().getOut();
        out.println(name + (adopted.already() ? " is a stream already: " : " is a stream now: ")
                + stream.openShards().size() + " shards, "
                + stream.fact().retention().hours() + " hours.");
        out.println("Look at it: millrace shards " + name);
        return 0;
    }
}
