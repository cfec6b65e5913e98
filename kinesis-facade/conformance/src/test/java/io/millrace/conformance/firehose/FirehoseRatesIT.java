package io.millrace.conformance.firehose;

import static io.millrace.conformance.DeliveringFacade.ROLE;
import static io.millrace.conformance.Refusals.refused;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.LimitedFacade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.firehose.model.Tag;

/** The service's rates of calls. They count before anything is looked for. */
@Timeout(120)
@ExtendWith(FacadeExtension.class)
class FirehoseRatesIT {

    private static final String NONE = "none";
    private static final int MANY = 100;

    private final FirehoseClient firehose;

    FirehoseRatesIT(LimitedFacade facade) {
        this.firehose = facade.firehose();
    }

    /** Another test may give everybody a fresh allowance meanwhile. */
    private static void manyTimes(Runnable call) {
        for (int i = 0; i < MANY; i++) {
            try {
                call.run();
            } catch (ResourceNotFoundException | InvalidArgumentException e) {
                continue; // it was let through
            }
        }
    }

    @Test
    void ofDeliveryStreams() {
        refused(
                "CreateDeliveryStream",
                LimitExceededException.class,
                () -> manyTimes(() -> firehose.createDeliveryStream(r -> r.deliveryStreamName(NONE)
                        .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE).bucketARN("arn:aws:s3:::none")))));
    }

    @Test
    void ofTags() {
        refused(
                "TagDeliveryStream",
                LimitExceededException.class,
                () -> manyTimes(() -> firehose.tagDeliveryStream(r ->
                        r.deliveryStreamName(NONE).tags(Tag.builder().key("k").build()))));
        refused(
                "UntagDeliveryStream",
                LimitExceededException.class,
                () -> manyTimes(() -> firehose.untagDeliveryStream(
                        r -> r.deliveryStreamName(NONE).tagKeys("k"))));
        refused(
                "ListTagsForDeliveryStream",
                LimitExceededException.class,
                () -> manyTimes(() -> firehose.listTagsForDeliveryStream(r -> r.deliveryStreamName(NONE))));
    }

    @Test
    void ofEncryption() {
        refused(
                "StartDeliveryStreamEncryption",
                LimitExceededException.class,
                () -> manyTimes(() -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName(NONE))));
        refused(
                "StopDeliveryStreamEncryption",
                LimitExceededException.class,
                () -> manyTimes(() -> firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName(NONE))));
    }
}
