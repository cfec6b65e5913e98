package io.millrace.firehose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.ErrorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of figures tells those that there are, with their units. */
final class FiguresPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\|");

    @Test
    void thePageHasTheFiguresOfTheCode() throws IOException {
        assertThat(ofThePage()).isEqualTo(ofTheCode());
    }

    private static Set<String> ofTheCode() {
        var metrics = new DeliveryMetrics(Clock.systemUTC(), System::nanoTime);
        Set<String> figures = new TreeSet<>();
        for (Target target : Target.values()) {
            Figures.of(metrics, target, true, () -> 0, () -> 0)
                    .forEach(figure -> figures.add(figure.name() + " " + figure.unit()));
        }
        return figures;
    }

    private static Set<String> ofThePage() throws IOException {
        String page = Files.readString(Path.of("../../docs/firehose-metrics.md"));
        return ROW.matcher(page)
                .results()
                .flatMap(row -> names(row.group(1)).stream().map(name -> name + " " + row.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String name) {
        if (name.startsWith("DELIVERY.")) {
            return Arrays.stream(Target.values())
                    .map(target -> name.replace("DELIVERY", target.prefix()))
                    .collect(Collectors.toSet());
        }
        return Arrays.stream(ErrorType.values())
                .map(type -> name.replace("TYPE", type.folder()))
                .collect(Collectors.toSet());
    }
}
