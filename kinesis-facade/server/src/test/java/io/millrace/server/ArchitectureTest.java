package io.millrace.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.operation.Operation;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
final class ArchitectureTest {

    private static final String[] HTTP = {"io.millrace.server.http..", "io.netty..", "java.net.http.."};
    private static final String[] KAFKA = {"org.apache.kafka.."};

    private static final JavaClasses SOURCES =
            new ClassFileImporter().importPaths("target/classes", "../mapping/target/classes");

    @Test
    void onlyTheKafkaRoomAndTheCatalogsLogUseKafkasClients() {
        noClasses()
                .that(resideInAPackage("io.millrace.server..")
                        .and(not(resideInAnyPackage("io.millrace.server.kafka..", "io.millrace.server.catalog..")))
                        // It opens the one Admin that both share.
                        .and(not(belongToAnyOf(Node.class))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KAFKA)
                .check(SOURCES);
    }

    @Test
    void decisionsKnowNoKafka() {
        noClasses()
                .that(belongToAnyOf(Catalog.class, Decision.class)
                        .or(resideInAPackage("io.millrace.mapping.catalog..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KAFKA)
                .check(SOURCES);
    }

    @Test
    void whatIsServedKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.millrace.mapping..",
                        "io.millrace.server.catalog..",
                        "io.millrace.server.lifecycle..",
                        "io.millrace.server.reshard..",
                        "io.millrace.server.strays..",
                        "io.millrace.server.kafka..",
                        "io.millrace.server.limits..",
                        "io.millrace.server.operation..",
                        "io.millrace.server.kinesis..",
                        "io.millrace.server.firehose..",
                        "io.millrace.server.dynamodbstreams..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP)
                .check(SOURCES);
    }

    @Test
    void theServicesDoNotKnowEachOther() {
        slices().matching("io.millrace.server.(kinesis|firehose|dynamodbstreams)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(SOURCES);
    }

    @Test
    void theRoomsOfTheServerHaveNoCycles() {
        slices().matching("io.millrace.server.(*)..").should().beFreeOfCycles().check(SOURCES);
    }

    @Test
    void theRoomsOfKinesisHaveNoCycles() {
        slices().matching("io.millrace.server.kinesis.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SOURCES);
    }

    @Test
    void theRoomsOfFirehoseHaveNoCycles() {
        slices().matching("io.millrace.server.firehose.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SOURCES);
    }

    @Test
    void theRoomsOfDynamoDbStreamsHaveNoCycles() {
        slices().matching("io.millrace.server.dynamodbstreams.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SOURCES);
    }

    @Test
    void theMappingStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.mapping..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.server..")
                .check(SOURCES);
    }

    @Test
    void anOperationIsAFinalClassWithARequestOfItsOwn() {
        classes()
                .that(resideInAnyPackage(
                                "io.millrace.server.kinesis..",
                                "io.millrace.server.firehose..",
                                "io.millrace.server.dynamodbstreams.(streams|records)..")
                        .and(implement(Operation.class)))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .bePublic()
                .check(SOURCES);
    }
}
