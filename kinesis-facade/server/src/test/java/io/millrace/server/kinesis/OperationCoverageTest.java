package io.millrace.server.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OperationCoverageTest {

    @ParameterizedTest
    @EnumSource
    void everyOperationOfTheModelIsServedAndNoOther(CoveredService service) {
        assertThat(service.served().names()).isEqualTo(service.model.keySet());
        assertThat(service.model)
                .hasSize(
                        switch (service) {
                            case KINESIS -> 39;
                            case FIREHOSE -> 12;
                            case DYNAMODB_STREAMS -> 4;
                        });
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationHasATestThatNamesIt(CoveredService service) throws Exception {
        Set<String> untested = CoveragePage.untested(service);

        assertThat(untested).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorOfTheModelIsProvokedThroughARealClientOrCannotOccur(CoveredService service) throws Exception {
        ProvokedErrors provoked = ProvokedErrors.inConformance(service);

        assertThat(service.cells())
                .filteredOn(cell -> ImpossibleErrors.why(service, cell).isEmpty())
                .filteredOn(cell -> provoked.of(cell).isEmpty())
                .as("provoked by no test, and not said to be impossible")
                .isEmpty();
        assertThat(service.cells())
                .filteredOn(cell -> ImpossibleErrors.why(service, cell).isPresent())
                .filteredOn(cell -> !provoked.of(cell).isEmpty())
                .as("provoked though said to be impossible")
                .isEmpty();
        assertThat(service.reasons)
                .allSatisfy(reason -> assertThat(service.cells()).anyMatch(reason::isFor));
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
