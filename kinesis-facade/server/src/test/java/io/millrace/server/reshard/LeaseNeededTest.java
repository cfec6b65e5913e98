package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LeaseNeededTest {

    private static final RequestContext CONTEXT = new RequestContext("id", "key", Instant.EPOCH);

    private final NodeLease lease = new NodeLease(Duration.ofSeconds(10), Moment::now);
    private final LeaseNeeded<Request, String> operation =
            new LeaseNeeded<>((request, context) -> CompletableFuture.completedStage("done"), lease);

    record Request() {}

    @Test
    void withoutTheLeaseItIsRefusedSoThatClientsTryAgain() {
        assertThatThrownBy(() -> operation.handle(new Request(), CONTEXT))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().status()).isEqualTo(503));
    }

    @Test
    void withTheLeaseItIsDone() {
        lease.grant(lease.nextTerm(), Moment.now());

        assertThat(operation.handle(new Request(), CONTEXT).toCompletableFuture())
                .isCompletedWithValue("done");
    }
}
