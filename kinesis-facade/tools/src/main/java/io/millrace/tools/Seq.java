package io.millrace.tools;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.ShardId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a sequence number apart. */
@Command(
        name = "seq",
        description = "Tells which record a sequence number is: its shard, its offset and when it came.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = "  millrace seq 49663754454378916691333581427198906892602347085440548866")
final class Seq implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NUMBER", description = "56 digits, as PutRecord and GetRecords print them.")
    @SuppressWarnings("NullAway.Init")
    private String number;

    @Override
    public Integer call() {
        SequenceNumber sequenceNumber = SequenceNumber.parse(number)
                .orElseThrow(
                        () -> new ToolException("'" + number + "' is not a sequence number of Millrace: those have "
                                + SequenceNumber.DIGITS + " digits, such as "
                                + SequenceNumber.ofRecord(1_750_000_000, 41, 1_750_000_042_000L, 0) + "."));
        print(sequenceNumber, spec.commandLine().getOut());
        return 0;
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
