package io.millrace.server.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.kinesis.ProvokedErrors.Cell;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OperationCoverageTest {

    @Test
    void everyOperationOfTheModelIsServedAndNoOther() {
        assertThat(CoveragePage.served().names()).isEqualTo(KinesisModel.OPERATIONS.keySet());
        assertThat(KinesisModel.OPERATIONS).hasSize(39);
    }

    @Test
    void everyOperationHasATestThatNamesIt() throws Exception {
        Set<String> untested = CoveragePage.untested();

        assertThat(untested).isEmpty();
    }

    @Test
    void everyErrorOfTheModelIsProvokedThroughARealClientOrCannotOccur() throws Exception {
        ProvokedErrors provoked = ProvokedErrors.inConformance();

        assertThat(Cell.all())
                .filteredOn(cell -> ImpossibleErrors.why(cell).isEmpty())
                .filteredOn(cell -> provoked.of(cell).isEmpty())
                .as("provoked by no test, and not said to be impossible")
                .isEmpty();
        assertThat(Cell.all())
                .filteredOn(cell -> ImpossibleErrors.why(cell).isPresent())
                .filteredOn(cell -> !provoked.of(cell).isEmpty())
                .as("provoked though said to be impossible")
                .isEmpty();
        assertThat(ImpossibleErrors.REASONS)
                .allSatisfy(reason -> assertThat(Cell.all()).anyMatch(reason::isFor));
    }

    @Test
    void thePageInTheDocsIsWhatTheSourcesSay() throws Exception {
        if (Boolean.getBoolean(CoveragePage.REWRITE)) {
            CoveragePage.main(new String[0]);
        }

        List<String> written = Files.readAllLines(CoveragePage.PAGE);
        List<String> wanted = CoveragePage.render().lines().toList();
        assertThat(written.equals(wanted))
                .as(
                        "rewrite the page with 'make docs', or with CoveragePage.main; it lacks %s",
                        without(wanted, written))
                .isTrue();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }
}
