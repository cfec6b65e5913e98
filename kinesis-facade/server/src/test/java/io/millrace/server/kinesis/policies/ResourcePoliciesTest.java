package io.millrace.server.kinesis.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.consumers.ConsumerLookup;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy together. */
final class ResourcePoliciesTest {

    private static final StreamFact STREAM = Streams.active("orders");
    private static final ConsumerFact CONSUMER = new ConsumerFact(
            STREAM.name(),
            STREAM.incarnation(),
            "reader",
            Streams.NOW,
            ConsumerStatus.ACTIVE,
            new TreeMap<>(),
            Optional.empty());
    private static final String STREAM_ARN = Streams.ARNS.ofStream(STREAM.name());
    private static final String CONSUMER_ARN = Streams.ARNS.ofConsumer(CONSUMER);

    private final TestCatalog catalog = TestCatalog.of(STREAM, CONSUMER);
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final ResourceLookup resources =
            new ResourceLookup(streams, new ConsumerLookup(streams, Streams.ARNS), Streams.ARNS);
    private final PutResourcePolicy put = new PutResourcePolicy(resources, catalog);
    private final GetResourcePolicy get = new GetResourcePolicy(resources, catalog);
    private final DeleteResourcePolicy delete = new DeleteResourcePolicy(resources, catalog);

    @Test
    void aPolicyIsKeptAsItWasGiven() {
        String ofStream = policy(STREAM_ARN, "kinesis:GetRecords");
        String ofConsumer = policy(CONSUMER_ARN, "kinesis:SubscribeToShard");

        Calls.call(put, putting(STREAM_ARN, ofStream));
        Calls.call(put, putting(CONSUMER_ARN, ofConsumer));

        assertThat(kept(STREAM_ARN)).isEqualTo(ofStream);
        assertThat(kept(CONSUMER_ARN)).isEqualTo(ofConsumer);
    }

    @Test
    void withoutOneThePolicyIsAnEmptyDocument() {
        assertThat(kept(STREAM_ARN)).isEqualTo("{}");
    }

    @Test
    void aPolicyIsDeletedOnce() {
        Calls.call(put, putting(STREAM_ARN, policy(STREAM_ARN, "kinesis:GetRecords")));
        Calls.call(delete, new DeleteResourcePolicy.Request(new ResourceArn(STREAM_ARN), Optional.empty()));

        assertThat(kept(STREAM_ARN)).isEqualTo("{}");
        assertThat(Calls.refusal(
                        delete, new DeleteResourcePolicy.Request(new ResourceArn(STREAM_ARN), Optional.empty())))
                .isEqualTo(AwsError.resourceNotFound("No resource policy found for resource ARN " + STREAM_ARN + "."));
    }

    @Test
    void aPolicyThatIsNoneIsRefused() {
        assertThat(Calls.refusal(put, putting(STREAM_ARN, "{}")).code()).isEqualTo("InvalidArgumentException");
        assertThat(Calls.refusal(put, putting(STREAM_ARN, policy(STREAM_ARN + "2", "kinesis:GetRecords")))
                        .code())
                .isEqualTo("InvalidArgumentException");
        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void whatIsComingOrGoingTakesNone() {
        catalog.put(CONSUMER.withStatus(ConsumerStatus.CREATING));
        assertThat(Calls.refusal(put, putting(CONSUMER_ARN, "{}")))
                .isEqualTo(AwsError.resourceInUse("Consumer reader with creation timestamp "
                        + Streams.NOW.getEpochSecond()
                        + " under stream orders and account 123456789012 is not in ACTIVE status."));

        catalog.put(STREAM.withStatus(StreamStatus.DELETING));
        assertThat(Calls.refusal(put, putting(STREAM_ARN, "{}")).code()).isEqualTo("ResourceInUseException");
    }

    private String kept(String arn) {
        return Calls.call(get, new GetResourcePolicy.Request(new ResourceArn(arn), Optional.empty()))
                .policy();
    }

    private static PutResourcePolicy.Request putting(String arn, String policy) {
        return new PutResourcePolicy.Request(new ResourceArn(arn), Optional.empty(), policy);
    }

    private static String policy(String arn, String action) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Sid": "read", "Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                  "Action": ["%s"], "Resource": "%s"}]}""".formatted(action, arn);
    }
}
