package io.millrace.conformance.firehose;

import static io.millrace.conformance.DeliveringFacade.ROLE;
import static io.millrace.conformance.DeliveringFacade.newName;
import static io.millrace.conformance.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.DeliveringFacade;
import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.ConcurrentModificationException;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.InvalidKmsResourceException;
import software.amazon.awssdk.services.firehose.model.InvalidSourceException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ResourceInUseException;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;
import software.amazon.awssdk.services.firehose.model.Tag;

/** What operations are refused with. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(FacadeExtension.class)
class FirehoseErrorsIT {

    private static final String ID = "destinationId-000000000001";
    private static final String NONE = "none";

    private final FirehoseClient firehose;
    private final DeliveringFacade facade;

    FirehoseErrorsIT(DeliveringFacade facade) {
        this.facade = facade;
        this.firehose = facade.firehose();
    }

    private static Consumer<CreateDeliveryStreamRequest.Builder> toBucket(String name) {
        return request -> request.deliveryStreamName(name)
                .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE).bucketARN("arn:aws:s3:::" + name));
    }

    private static Record record() {
        return Record.builder().data(SdkBytes.fromUtf8String("x")).build();
    }

    /** One of which the worker finds something wrong, so that it stays as it is. */
    private String failed() {
        String name = newName();
        firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::" + name)
                        .prefix("!{nonsense:x}/")
                        .errorOutputPrefix("errors/")));
        facade.awaitStatus(name, DeliveryStreamStatus.CREATING_FAILED);
        return name;
    }

    private String ofTopic() {
        String topic = newName();
        facade.kinesis().createStream(r -> r.streamName(topic).shardCount(1));
        facade.kinesis().waiter().waitUntilStreamExists(r -> r.streamName(topic));
        return facade.create(r -> r.deliveryStreamType("MSKAsSource")
                .mskSourceConfiguration(
                        source -> source.mskClusterARN("arn:aws:kafka:us-east-1:000000000000:cluster/a/1")
                                .topicName(topic)
                                .authenticationConfiguration(authentication ->
                                        authentication.roleARN(ROLE).connectivity("PUBLIC")))
                .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE).bucketARN("arn:aws:s3:::" + newName())));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refused(
                "DeleteDeliveryStream",
                ResourceNotFoundException.class,
                () -> firehose.deleteDeliveryStream(r -> r.deliveryStreamName(NONE)));
        refused(
                "DescribeDeliveryStream",
                ResourceNotFoundException.class,
                () -> firehose.describeDeliveryStream(r -> r.deliveryStreamName(NONE)));
        refused(
                "PutRecord",
                ResourceNotFoundException.class,
                () -> firehose.putRecord(r -> r.deliveryStreamName(NONE).record(record())));
        refused(
                "PutRecordBatch",
                ResourceNotFoundException.class,
                () -> firehose.putRecordBatch(r -> r.deliveryStreamName(NONE).records(record())));
        refused(
                "ListTagsForDeliveryStream",
                ResourceNotFoundException.class,
                () -> firehose.listTagsForDeliveryStream(r -> r.deliveryStreamName(NONE)));
        refused(
                "TagDeliveryStream",
                ResourceNotFoundException.class,
                () -> firehose.tagDeliveryStream(r -> r.deliveryStreamName(NONE).tags(tag(1))));
        refused(
                "UntagDeliveryStream",
                ResourceNotFoundException.class,
                () -> firehose.untagDeliveryStream(
                        r -> r.deliveryStreamName(NONE).tagKeys("k")));
        refused(
                "StartDeliveryStreamEncryption",
                ResourceNotFoundException.class,
                () -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName(NONE)));
        refused(
                "StopDeliveryStreamEncryption",
                ResourceNotFoundException.class,
                () -> firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName(NONE)));
        refused(
                "UpdateDestination",
                ResourceNotFoundException.class,
                () -> firehose.updateDestination(r -> r.deliveryStreamName(NONE)
                        .currentDeliveryStreamVersionId("1")
                        .destinationId(ID)
                        .s3DestinationUpdate(s3 -> s3.prefix("x"))));
    }

    private static Tag tag(int number) {
        return Tag.builder().key("k" + number).value("v").build();
    }

    @Test
    void aNameIsTakenOnceAndWhatIsBeingMadeIsNotDeleted() {
        String name = newName();
        firehose.createDeliveryStream(toBucket(name));

        refused(
                "DeleteDeliveryStream",
                ResourceInUseException.class,
                () -> firehose.deleteDeliveryStream(r -> r.deliveryStreamName(name)));
        refused(
                "CreateDeliveryStream",
                ResourceInUseException.class,
                () -> firehose.createDeliveryStream(toBucket(name)));
    }

    @Test
    void whatIsNotThereIsAnInvalidArgument() {
        refused(
                        "CreateDeliveryStream",
                        InvalidArgumentException.class,
                        () -> firehose.createDeliveryStream(r -> r.deliveryStreamName(newName())
                                .redshiftDestinationConfiguration(redshift -> redshift.roleARN(ROLE))))
                .hasMessageContaining("Redshift destinations are not supported.");
    }

    @Test
    void aKeyOfOnesOwnIsRefused() {
        refused(
                "CreateDeliveryStream",
                InvalidKmsResourceException.class,
                () -> firehose.createDeliveryStream(toBucket(newName())
                        .andThen(r -> r.deliveryStreamEncryptionConfigurationInput(
                                input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK)
                                        .keyARN("arn:aws:kms:us-east-1:000000000000:key/k")))));
        String name = facade.create();
        refused(
                "StartDeliveryStreamEncryption",
                InvalidKmsResourceException.class,
                () -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName(name)
                        .deliveryStreamEncryptionConfigurationInput(input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK)
                                .keyARN("arn:aws:kms:us-east-1:000000000000:key/k"))));
        refused(
                "StartDeliveryStreamEncryption",
                InvalidArgumentException.class,
                () -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName(name)
                        .deliveryStreamEncryptionConfigurationInput(
                                input -> input.keyType(KeyType.CUSTOMER_MANAGED_CMK))));
    }

    @Test
    void whatHasFailedCanOnlyBeDeleted() {
        String name = failed();

        refused(
                "TagDeliveryStream",
                ResourceInUseException.class,
                () -> firehose.tagDeliveryStream(r -> r.deliveryStreamName(name).tags(tag(1))));
        refused(
                "UntagDeliveryStream",
                ResourceInUseException.class,
                () -> firehose.untagDeliveryStream(
                        r -> r.deliveryStreamName(name).tagKeys("k")));
        refused(
                "StartDeliveryStreamEncryption",
                ResourceInUseException.class,
                () -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName(name)));
        refused(
                "StopDeliveryStreamEncryption",
                ResourceInUseException.class,
                () -> firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName(name)));
        refused(
                "UpdateDestination",
                ResourceInUseException.class,
                () -> firehose.updateDestination(r -> r.deliveryStreamName(name)
                        .currentDeliveryStreamVersionId("1")
                        .destinationId(ID)
                        .s3DestinationUpdate(s3 -> s3.prefix("x"))));
        firehose.deleteDeliveryStream(r -> r.deliveryStreamName(name));
        facade.awaitGone(name);
    }

    @Test
    void updatesThatCannotBe() {
        String name = facade.create();

        refused(
                "UpdateDestination",
                ConcurrentModificationException.class,
                () -> firehose.updateDestination(r -> r.deliveryStreamName(name)
                        .currentDeliveryStreamVersionId("7")
                        .destinationId(ID)
                        .s3DestinationUpdate(s3 -> s3.prefix("x"))));
        refused(
                        "UpdateDestination",
                        InvalidArgumentException.class,
                        () -> firehose.updateDestination(r -> r.deliveryStreamName(name)
                                .currentDeliveryStreamVersionId("1")
                                .destinationId(ID)
                                .s3DestinationUpdate(
                                        s3 -> s3.prefix("!{nonsense:x}/").errorOutputPrefix("errors/"))))
                .hasMessageContaining("s3.prefix");
    }

    @Test
    void fiftyTagsAreTheMost() {
        String name = facade.create();
        firehose.tagDeliveryStream(r -> r.deliveryStreamName(name).tags(tag(0)));

        refused(
                "TagDeliveryStream",
                LimitExceededException.class,
                () -> firehose.tagDeliveryStream(r -> r.deliveryStreamName(name)
                        .tags(IntStream.rangeClosed(1, 50)
                                .mapToObj(FirehoseErrorsIT::tag)
                                .toList())));
    }

    @Test
    void programsPutToDirectPutsAlone() {
        String name = ofTopic();

        refused(
                "PutRecord",
                InvalidSourceException.class,
                () -> firehose.putRecord(r -> r.deliveryStreamName(name).record(record())));
        refused(
                "PutRecordBatch",
                InvalidSourceException.class,
                () -> firehose.putRecordBatch(r -> r.deliveryStreamName(name).records(record())));
        refused(
                "StopDeliveryStreamEncryption",
                InvalidArgumentException.class,
                () -> firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName(name)));
    }

    @Test
    void orToAnything() {
        String stream = newName();
        facade.kinesis().createStream(r -> r.streamName(stream).shardCount(1));
        String name = facade.create(r -> r.deliveryStreamType("KinesisStreamAsSource")
                .kinesisStreamSourceConfiguration(
                        source -> source.kinesisStreamARN("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream)
                                .roleARN(ROLE))
                .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE).bucketARN("arn:aws:s3:::" + stream)));

        refused(
                "PutRecord",
                InvalidArgumentException.class,
                () -> firehose.putRecord(r -> r.deliveryStreamName(name).record(record())));
        refused(
                "PutRecordBatch",
                InvalidArgumentException.class,
                () -> firehose.putRecordBatch(r -> r.deliveryStreamName(name).records(record())));
    }

    @Test
    void whileItsTopicIsGonePutsAreUnavailable() throws Exception {
        String name = facade.create();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", facade.bootstrapServers()))) {
            Set<String> topics = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            String topic = topics.stream()
                    .filter(each -> each.startsWith("firehose-" + name + "-"))
                    .findFirst()
                    .orElseThrow();
            admin.deleteTopics(Set.of(topic)).all().get(30, TimeUnit.SECONDS);
        }

        FacadeStream.until("puts are refused", () -> {
            try {
                firehose.putRecord(r -> r.deliveryStreamName(name).record(record()));
                return false;
            } catch (ServiceUnavailableException e) {
                return true;
            }
        });
        refused(
                "PutRecord",
                ServiceUnavailableException.class,
                () -> firehose.putRecord(r -> r.deliveryStreamName(name).record(record())));
        refused(
                "PutRecordBatch",
                ServiceUnavailableException.class,
                () -> firehose.putRecordBatch(r -> r.deliveryStreamName(name).records(record())));
    }

    @Test
    void whatIsListedIsInOrder() {
        String first = newName();
        firehose.createDeliveryStream(toBucket(first));

        assertThat(firehose.listDeliveryStreams(r -> r.limit(10_000)).deliveryStreamNames())
                .contains(first)
                .isSorted();
    }
}
