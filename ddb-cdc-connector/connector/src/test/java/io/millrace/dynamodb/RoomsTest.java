package io.millrace.dynamodb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
final class RoomsTest {

    private static final JavaClasses SOURCES = new ClassFileImporter().importPaths("target/classes");

    private static final String[] PURE = {"io.millrace.dynamodb.lineage..", "io.millrace.dynamodb.convert.."};

    @Test
    void whatIsPureSpeaksToNobodyAndStartsNoThread() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.util.concurrent..",
                        "software.amazon.awssdk.services.dynamodb",
                        "software.amazon.awssdk.http..",
                        "io.debezium.pipeline..",
                        "io.millrace.dynamodb.client..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class)
                .check(SOURCES);
    }

    @Test
    void onlyTheClientMakesRequests() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.dynamodb.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk.services.dynamodb",
                        "software.amazon.awssdk.services.dynamodb.streams..",
                        "software.amazon.awssdk.auth..",
                        "software.amazon.awssdk.http..")
                .check(SOURCES);
    }

    @Test
    void onlyTheRootKnowsTheSpine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.dynamodb")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.debezium.pipeline..", "io.debezium.connector..", "io.debezium.config..")
                .check(SOURCES);
    }

    @Test
    void theSinkKnowsTopicsAndNotTheirSource() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.dynamodb.sink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.millrace.dynamodb.scan..", "io.millrace.dynamodb.streaming..")
                .check(SOURCES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.dynamodb.sink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.dynamodb.sink..")
                .check(SOURCES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("io.millrace.dynamodb.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SOURCES);
    }
}
