package io.millrace.tools;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs one command and exits with its code. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(Main::run)
                .setParameterExceptionHandler(OneLineErrors::wrongUsage)
                .setExecutionExceptionHandler(OneLineErrors::failed);
    }

    private static int run(ParseResult parsed) {
        if (parsed.commandSpec().userObject() instanceof Millrace root && root.verbose()) {
            LogLevels.verbose();
        }
        return new RunLast().execute(parsed);
    }
}
