package io.millrace.server.kinesis.account;

import io.millrace.mapping.catalog.AccountFact;
import io.millrace.mapping.catalog.AccountFact.BillingCommitment;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html">UpdateAccountSettings</a>
 */
public final class UpdateAccountSettings
        implements Operation<UpdateAccountSettings.Request, UpdateAccountSettings.Response> {

    private final Catalog catalog;
    private final Clock clock;

    public UpdateAccountSettings(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    public record Request(Commitment minimumThroughputBillingCommitment) {}

    public record Commitment(Status status) {}

    public enum Status {
        ENABLED,
        DISABLED
    }

    public record Response(MinimumThroughputBillingCommitment minimumThroughputBillingCommitment) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        // Times in the catalog have milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Status status = request.minimumThroughputBillingCommitment().status();
        return catalog.change(image -> decide(image, status, now));
    }

    private static Decision.Outcome<Response> decide(CatalogImage image, Status status, Instant now) {
        AccountFact account = image.account();
        Optional<BillingCommitment> kept = account.billingCommitment();
        Optional<BillingCommitment> wanted = status == Status.ENABLED
                ? Optional.of(MinimumThroughputBillingCommitment.enabled(kept, now))
                : MinimumThroughputBillingCommitment.disabled(kept, now);
        Response response = new Response(MinimumThroughputBillingCommitment.of(wanted, now));
        return wanted.equals(kept)
                ? Decision.Outcome.unchanged(response)
                : Decision.Outcome.of(response, account.withBillingCommitment(wanted.orElseThrow()));
    }
}
