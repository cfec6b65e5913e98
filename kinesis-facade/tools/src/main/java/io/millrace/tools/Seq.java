package io.millrace.tools;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a sequence number apart. */
@Command(
        name = "seq",
        description = "Tells which record a sequence number is: its shard, its offset and when it came.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace seq 49664278173267300915430104980494823002650005157430951938",
            "  millrace seq --stream orders 4966427817326730091543010498049482300265...",
            "      ... and the partition, from the stream's catalog"
        })
final class Seq implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NUMBER", description = "56 digits, as PutRecord and GetRecords print them.")
    @SuppressWarnings("NullAway.Init")
    private String number;

    @Option(names = "--stream", paramLabel = "STREAM", description = "Tell the partition as well, from the catalog.")
    private @Nullable String stream;

    @Mixin
    private final CatalogOptions catalog = new CatalogOptions();

    @Override
    public Integer call() {
        SequenceNumber sequenceNumber = SequenceNumber.parse(number)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "'" + number + "' is not a sequence number of Millrace: those have "
                                + SequenceNumber.DIGITS + " digits, such as "
                                + SequenceNumber.ofRecord(1_750_000_000, 41, 1_750_000_042_000L, 0)));
        Optional<StreamName> named = Optional.ofNullable(stream).map(Streams::name);
        PrintWriter out = spec.commandLine().getOut();
        print(sequenceNumber, out);
        named.ifPresent(name -> {
            CatalogImage image = catalog.with((open, topics) -> CompletableFuture.completedStage(open.image()));
            out.println("partition      " + partition(Streams.find(image, name.value()), sequenceNumber));
        });
        return 0;
    }

    private static String partition(StreamImage stream, SequenceNumber number) {
        Shard shard = stream.allShards().get(new ShardId(number.shardNumber()));
        if (shard == null) {
            return "unknown: the shard is past retention, or of another stream";
        }
        if (shard.creationSecond() != number.creationSecond()) {
            return "unknown: the number is of another stream, or of a deleted one of this name";
        }
        return shard.partition() + " of topic " + stream.fact().name();
    }

    private static void print(SequenceNumber number, PrintWriter out) {
        out.println("shard          " + new ShardId(number.shardNumber()));
        if (number.isEnding()) {
            out.println("position       the shard's end (its EndingSequenceNumber)");
            out.println("closed         " + Instant.ofEpochSecond(number.recordSecond()));
        } else if (number.offset() < 0) {
            out.println("position       the shard's start (its StartingSequenceNumber)");
        } else {
            out.println("offset         " + number.offset());
            out.println("record time    " + Instant.ofEpochSecond(number.recordSecond()));
        }
        out.println("shard created  " + Instant.ofEpochSecond(number.creationSecond()));
    }
}
