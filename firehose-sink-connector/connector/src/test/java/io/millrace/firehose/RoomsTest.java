package io.millrace.firehose;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
final class RoomsTest {

    private static final JavaClasses SOURCES = new ClassFileImporter().importPaths("target/classes");

    private static final String[] PURE = {
        "io.millrace.firehose.record..",
        "io.millrace.firehose.json..",
        "io.millrace.firehose.step..",
        "io.millrace.firehose.keys..",
        "io.millrace.firehose.prefix..",
        "io.millrace.firehose.format..",
        "io.millrace.firehose.compress..",
        "io.millrace.firehose.error..",
        "io.millrace.firehose.delivery.."
    };

    @Test
    void whatIsPureSpeaksToNobodyAndStartsNoThread() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "com.sun.net..",
                        "software.amazon.awssdk..",
                        "io.millrace.firehose.destination..",
                        "io.millrace.firehose.registry..",
                        "io.millrace.firehose.transform..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class)
                .check(SOURCES);
    }

    @Test
    void aRecordKnowsNoOtherRoom() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.firehose.record..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.firehose.json..",
                        "io.millrace.firehose.step..",
                        "io.millrace.firehose.keys..",
                        "io.millrace.firehose.prefix..",
                        "io.millrace.firehose.format..",
                        "io.millrace.firehose.error..",
                        "io.millrace.firehose.delivery..")
                .check(SOURCES);
    }

    @Test
    void onlyTheRoomsOfS3AndOfSignaturesKnowTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.millrace.firehose.destination.s3..", "io.millrace.firehose.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(SOURCES);
    }

    @Test
    void onlyOneRoomKnowsTheFacadesCatalog() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.firehose.kinesis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.mapping..")
                .check(SOURCES);
    }

    /** How long to wait is nobody's in particular; only whether the store answered is known. */
    @Test
    void retriesKnowNobodyThatTriesAgain() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.firehose.retry..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.millrace.firehose..")
                        .and(resideOutsideOfPackages(
                                "io.millrace.firehose.retry..", "io.millrace.firehose.delivery..")))
                .check(SOURCES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("io.millrace.firehose.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SOURCES);
    }

    /** What is asked of others comes back through futures; nobody is waited for. */
    @Test
    void aTasksThreadKnowsNoServer() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.firehose.task..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "software.amazon.awssdk..",
                        "io.millrace.firehose.destination.*..",
                        "io.millrace.firehose.transform.*..",
                        "io.millrace.firehose.config..",
                        "io.millrace.firehose.assembly..")
                .check(SOURCES);
    }

    /** Rooms are told what they need to know, by whoever puts them together. */
    @Test
    void onlyWhatPutsRoomsTogetherKnowsTheConfiguration() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.millrace.firehose", "io.millrace.firehose.assembly..", "io.millrace.firehose.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.millrace.firehose.config..", "org.apache.kafka.common.config..")
                .check(SOURCES);
    }
}
