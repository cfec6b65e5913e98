package io.millrace.firehose.destination.s3;

import io.millrace.firehose.aws.Identity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the store is and who asks.
 *
 * @param endpoint of a store that is not Amazon's
 * @param pathStyle whether the bucket stands in the path and not in the host's name
 * @param answerWithin what takes longer has no answer
 */
public record S3Settings(
        String region, Optional<URI> endpoint, boolean pathStyle, Identity identity, Duration answerWithin) {

    public S3Settings {
        if (region.isBlank()) {
            throw new IllegalArgumentException("a region is needed, such as us-east-1, also by stores that have none");
        }
    }
}
