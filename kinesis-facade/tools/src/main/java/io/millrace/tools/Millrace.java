package io.millrace.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command of commands: alone it prints its help. */
@Command(
        name = "millrace",
        description = "The Amazon Kinesis API over Apache Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Millrace.Version.class,
        subcommands = {Up.class, Shards.class, Tail.class, Seq.class, Adopt.class, Store.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace up                Kinesis on port 4567, Kafka on 9092",
            "  millrace up --help         TLS, credentials, your own Kafka, ...",
            "  millrace shards orders     a stream's shards and their partitions",
            "  millrace tail orders       a stream's records, as Kafka has them",
            "",
            "Exit codes: 0 done, 1 it failed, 2 the command line or a setting is wrong."
        })
final class Millrace implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log more, and print the stack trace of what fails.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    /** As the build has written it into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Millrace.class.getPackage().getImplementationVersion();
            return new String[] {"millrace " + (version == null ? "(not packaged)" : version)};
        }
    }
}
