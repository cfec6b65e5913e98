package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import java.util.function.Supplier;

/** So many streams may be made or deleted at the same time. */
record StreamsInTransition(int max, Supplier<CatalogImage> image) implements CallLimit {

    @Override
    public Optional<AwsError> tryCall(Optional<StreamName> stream) {
        long now = image.get().streams().values().stream()
                .map(each -> each.fact().status())
                .filter(status -> status == StreamStatus.CREATING || status == StreamStatus.DELETING)
                .count();
        return now < max
                ? Optional.empty()
                : Optional.of(AwsError.limitExceeded("This request would have exceed the limit on the number of streams"
                        + " that can simultaneously be in CREATING or DELETING. Limit: " + max));
    }
}
