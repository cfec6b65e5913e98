package io.millrace.conformance.errors;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Tests that share a server of their own, with the AWS SDK for Java. */
@ExtendWith(FacadeExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnFacade {

    final RunningFacade facade;
    final KinesisClient kinesis;

    OwnFacade(RunningFacade facade) {
        this.facade = facade;
        this.kinesis = facade.kinesis();
    }

    @AfterAll
    void stop() throws Exception {
        facade.close();
    }
}
