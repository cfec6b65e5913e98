package io.millrace.tools;

import io.millrace.embedded.EmbeddedServerException;
import io.millrace.server.auth.CredentialFileException;
import io.millrace.server.catalog.CatalogUnreadableException;
import io.millrace.server.config.ConfigException;
import io.millrace.server.http.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every failure is one line on stderr that says what to do next; the stack trace is for {@code --verbose}. */
final class OneLineErrors {

    private OneLineErrors() {}

    static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String meant = e instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(suggestion -> " Did you mean '" + suggestion + "'?")
                        .orElse("")
                : "";
        print(
                command,
                reason(e) + "." + meant + " See: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static String reason(ParameterException e) {
        boolean noCommand = e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !e.getCommandLine().getSubcommands().isEmpty();
        return noCommand
                ? "There is no command '"
                        + ((UnmatchedArgumentException) e).getUnmatched().get(0) + "'"
                // Picocli says the word twice.
                : String.valueOf(e.getMessage()).replace("option option", "option");
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        boolean verbose = command.getCommandSpec().root().userObject() instanceof Millrace root && root.verbose();
        if (verbose) {
            e.printStackTrace(command.getErr());
        }
        if (e instanceof ConfigException) {
            print(command, e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        boolean explained = e instanceof ToolException
                || e instanceof EmbeddedServerException
                || e instanceof PortInUseException
                || e instanceof CredentialFileException
                || e instanceof CatalogUnreadableException;
        print(command, explained ? e.getMessage() : unexpected(e, verbose));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String unexpected(Exception e, boolean verbose) {
        return "unexpected: " + e + (verbose ? "" : " (--verbose prints where)");
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println("millrace: " + String.join(" ", message.lines().toList()));
    }
}
