package io.millrace.tools;

import picocli.CommandLine;

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
                .setParameterExceptionHandler(OneLineErrors::wrongUsage)
                .setExecutionExceptionHandler(OneLineErrors::failed);
    }
}
