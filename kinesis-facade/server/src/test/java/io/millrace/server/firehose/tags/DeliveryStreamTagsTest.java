package io.millrace.server.firehose.tags;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.firehose.FirehoseBench;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** TagDeliveryStream, UntagDeliveryStream, ListTagsForDeliveryStream. */
final class DeliveryStreamTagsTest {

    private static final String AUDIT = "{\"DeliveryStreamName\": \"audit\"";

    private final FirehoseBench bench = new FirehoseBench();

    @Test
    void tagsAreAddedReplacedRemovedAndListedInPages() {
        bench.active("\"Tags\": [{\"Key\": \"team\", \"Value\": \"a\"}], \"S3DestinationConfiguration\": " + BUCKET);

        bench.call(
                "TagDeliveryStream",
                AUDIT + ", \"Tags\": [{\"Key\": \"team\", \"Value\": \"b\"}, {\"Key\": \"bare\"}, {\"Key\": \"z\"}]}");
        bench.call("UntagDeliveryStream", AUDIT + ", \"TagKeys\": [\"z\", \"none\"]}");

        JsonNode first = bench.call("ListTagsForDeliveryStream", AUDIT + ", \"Limit\": 1}");
        assertThat(first.toString()).isEqualTo("{\"Tags\":[{\"Key\":\"bare\",\"Value\":\"\"}],\"HasMoreTags\":true}");
        assertThat(bench.call("ListTagsForDeliveryStream", AUDIT + ", \"ExclusiveStartTagKey\": \"bare\"}")
                        .toString())
                .isEqualTo("{\"Tags\":[{\"Key\":\"team\",\"Value\":\"b\"}],\"HasMoreTags\":false}");
    }

    @Test
    void fiftyAreTheMost() {
        bench.active("\"Tags\": [{\"Key\": \"team\"}], \"S3DestinationConfiguration\": " + BUCKET);
        String fifty = IntStream.range(0, 50)
                .mapToObj(i -> "{\"Key\": \"k" + i + "\"}")
                .collect(Collectors.joining(", "));

        assertThat(bench.refusal("TagDeliveryStream", AUDIT + ", \"Tags\": [" + fifty + "]}")
                        .code())
                .isEqualTo("LimitExceededException");
    }

    @Test
    void keysOfTheServiceAreRefused() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal("TagDeliveryStream", AUDIT + ", \"Tags\": [{\"Key\": \"aws:x\"}]}")
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    void whatIsNotActiveKeepsItsTags() {
        bench.create("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal("TagDeliveryStream", AUDIT + ", \"Tags\": [{\"Key\": \"x\"}]}")
                        .code())
                .isEqualTo("ResourceInUseException");
        assertThat(bench.refusal("UntagDeliveryStream", AUDIT + ", \"TagKeys\": [\"x\"]}")
                        .code())
                .isEqualTo("ResourceInUseException");
    }
}
