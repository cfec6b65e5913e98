package io.millrace.server.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which test provokes which error of which operation through a real client. Told from the sources of the conformance tests:
 * from each call of {@code Refusals}, which hold the client's error to the operation and the error that they are given.
 */
final class ProvokedErrors {

    private static final Path TESTS = Path.of("../conformance/src/test/java");

    private static final Pattern TEST = Pattern.compile(
            "^    @(?:Parameterized)?Test\\b.*?^    void (\\w+)\\(.*?^    }$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REFUSAL = Pattern.compile(
            "^[^/\\n]*\\brefused(?<entries>Entries)?\\(\\s*(?:\"(?<operation>\\w+)\",\\s*)?(?<error>\\w+)\\.class",
            Pattern.MULTILINE);

    private final Map<Cell, SortedSet<String>> tests = new TreeMap<>();

    /** An error that the model lists for an operation. */
    record Cell(String operation, String error) implements Comparable<Cell> {

        @Override
        public int compareTo(Cell other) {
            int byOperation = operation.compareTo(other.operation);
            return byOperation != 0 ? byOperation : error.compareTo(other.error);
        }
    }

    private ProvokedErrors() {}

    static ProvokedErrors inConformance(CoveredService service) throws IOException {
        ProvokedErrors provoked = new ProvokedErrors();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().endsWith("IT.java"))
                    .filter(service::owns)
                    .forEach(provoked::scan);
        }
        return provoked;
    }

    private void scan(Path file) {
        String test = file.getFileName().toString().replaceFirst("\\.java$", "");
        Matcher methods = TEST.matcher(read(file));
        while (methods.find()) {
            Matcher refusals = REFUSAL.matcher(methods.group());
            while (refusals.find()) {
                tests.computeIfAbsent(cell(test, refusals), cell -> new TreeSet<>())
                        .add(test + "." + methods.group(1));
            }
        }
    }

    private static Cell cell(String test, Matcher refusal) {
        String operation = refusal.group("operation");
        if (refusal.group("entries") != null) {
            operation = "PutRecords";
        } else if (operation == null) {
            operation = test.replaceFirst("IT$", "");
        }
        return new Cell(
                operation,
                refusal.group("error").replaceFirst("^Kms", "KMS").replaceFirst("^InvalidKms", "InvalidKMS"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests that provoke it, as {@code class.method}. */
    SortedSet<String> of(Cell cell) {
        return tests.getOrDefault(cell, new TreeSet<>());
    }
}
