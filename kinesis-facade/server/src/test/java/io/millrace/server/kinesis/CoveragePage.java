package io.millrace.server.kinesis;

import io.millrace.server.kinesis.ProvokedErrors.Cell;
import io.millrace.server.operation.OperationTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code docs/coverage.md}: which class serves each operation, and which tests name it: the operation itself, or what
 * the SDK for Java calls its method and its request.
 */
final class CoveragePage {

    static final Path PAGE = Path.of("../../docs/coverage.md");

    /** The system property that makes {@link OperationCoverageTest} write the page before it looks at it. */
    static final String REWRITE = "millrace.rewriteDocs";

    private static final String HEAD = """
            # Operations

            Every operation, the class that serves it, and the tests that name it: fast ones of the server, those with a broker, and
            those with real clients.

            This page is made from the sources by `make docs`: do not edit it.
            """;

    private static final String OPERATIONS = """

            ## %s

            | Operation | Fast tests | With a broker | With real clients |
            |---|---|---|---|
            """;

    private static final String ERRORS = """

            # Errors

            Every error that a service's model lists for an operation, and the tests that provoke it through a real client: each
            holds the client to the operation and to the class that it has for the error. ValidationException for what breaks the
            model's constraints, SerializationException and what a signature or the transport can be refused with come on top.
            """;

    private static final String ERRORS_OF = """

            ## %s

            | Operation | Error | Provoked by |
            |---|---|---|
            """;

    private static final Path MODULES = Path.of("..");
    private static final String TESTS = "src/test/java";

    private CoveragePage() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, render());
    }

    static Set<String> untested(CoveredService service) throws IOException {
        Map<String, String> tests = new TreeMap<>(sources("server", "Test", service));
        tests.putAll(sources("local", "IT", service));
        return service.model.keySet().stream()
                .filter(operation -> naming(operation, tests).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String render() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (CoveredService service : CoveredService.values()) {
            operations(service, page);
        }
        page.append(ERRORS);
        for (CoveredService service : CoveredService.values()) {
            errors(service, page);
        }
        return page.toString();
    }

    private static void operations(CoveredService service, StringBuilder page) throws IOException {
        Map<String, String> fast = sources("server", "Test", service);
        Map<String, String> withBroker = sources("local", "IT", service);
        Map<String, String> withClients = sources("conformance", "IT", service);
        OperationTable served = service.served();
        page.append(OPERATIONS.formatted(service.title));
        service.model
                .keySet()
                .forEach(operation -> page.append("| ")
                        .append(link(service, served, operation))
                        .append(cell(naming(operation, fast)))
                        .append(cell(naming(operation, withBroker)))
                        .append(cell(naming(operation, withClients)))
                        .append(" |\n"));
    }

    private static void errors(CoveredService service, StringBuilder page) throws IOException {
        ProvokedErrors provoked = ProvokedErrors.inConformance(service);
        page.append(ERRORS_OF.formatted(service.title));
        service.cells()
                .forEach(cell -> page.append("| %s | %s | %s |\n"
                        .formatted(
                                cell.operation(),
                                cell.error().replaceFirst("Exception$", ""),
                                provocation(service, provoked, cell))));
    }

    private static String provocation(CoveredService service, ProvokedErrors provoked, Cell cell) {
        return ImpossibleErrors.why(service, cell)
                .map(why -> "cannot occur: " + why)
                .orElseGet(() -> String.join(", ", provoked.of(cell)));
    }

    private static String link(CoveredService service, OperationTable served, String operation) {
        String source = served.find(operation)
                .map(entry -> entry.operation().getClass().getName().replace('.', '/'))
                .orElseThrow();
        String room = source.substring(("io/millrace/server/" + service.room + "/").length());
        return "[" + room + "](../kinesis-facade/server/src/main/java/" + source + ".java)";
    }

    private static String cell(List<String> names) {
        return " | " + String.join(", ", names);
    }

    private static List<String> naming(String operation, Map<String, String> sources) {
        // In a policy it is an action, and not under test.
        String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
        Pattern word = Pattern.compile("(?<!kinesis:)\\b" + operation + "(Request|Response)?\\b|\\b" + method + "\\(");
        return sources.entrySet().stream()
                .filter(source -> word.matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The sources of a module's test classes with this ending, by their names. */
    private static Map<String, String> sources(String module, String ending, CoveredService service)
            throws IOException {
        try (Stream<Path> files = Files.walk(MODULES.resolve(module).resolve(TESTS))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending + ".java"))
                    .filter(service::owns)
                    .collect(Collectors.toMap(CoveragePage::className, CoveragePage::read, (a, b) -> a, TreeMap::new));
        }
    }

    private static String className(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
