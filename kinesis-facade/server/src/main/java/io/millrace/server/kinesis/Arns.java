package io.millrace.server.kinesis;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerFact;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon resource names of this account's streams and consumers.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">
 *     Resource types of Kinesis Data Streams</a>
 */
public record Arns(String region, String accountId) {

    private static final Pattern ARN = Pattern.compile(
            "arn:(aws[a-z-]*):kinesis:([^:]*):(\\d{12}):stream/"
                    + "(?<stream>[a-zA-Z0-9_.-]{1,128})(/consumer/(?<consumer>[a-zA-Z0-9_.-]{1,128}):(?<created>[0-9]{1,18}))?");

    /** What an ARN names; nothing says yet that it exists. */
    public record Resource(StreamName stream, Optional<Consumer> consumer) {}

    public record Consumer(String name, long creationSecond) {}

    public String ofStream(StreamName stream) {
        return "arn:aws:kinesis:" + region + ":" + accountId + ":stream/" + stream;
    }

    public String ofConsumer(ConsumerFact consumer) {
        return ofStream(consumer.stream()) + "/consumer/" + consumer.name() + ":"
                + consumer.createdAt().getEpochSecond();
    }

    /**
     * Empty if the text is not the ARN of a stream or a consumer. The region and the account are not compared: programs
     * come with the ARNs that they had, and there is one account here.
     */
    public Optional<Resource> parse(String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Consumer> consumer = Optional.ofNullable(parts.group("consumer"))
                .map(name -> new Consumer(name, Long.parseLong(parts.group("created"))));
        return Optional.of(new Resource(new StreamName(parts.group("stream")), consumer));
    }
}
