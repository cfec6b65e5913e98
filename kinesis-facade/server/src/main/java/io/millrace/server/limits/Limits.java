package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.operation.OperationTable;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The limits that a node holds its clients to: the service's, or none. */
public record Limits(
        WriteLimit writes,
        ReadLimit reads,
        SubscriptionLimit subscriptions,
        PutLimit puts,
        UnaryOperator<OperationTable> calls) {

    public static final Limits NONE = new Limits(
            WriteLimit.NONE, ReadLimit.NONE, SubscriptionLimit.NONE, PutLimit.NONE, UnaryOperator.identity());

    /** @param streamOfArn the stream in the ARN of a stream or of a consumer */
    public static Limits aws(
            String accountId,
            InstantSource clock,
            Catalog catalog,
            Function<String, Optional<StreamName>> streamOfArn) {
        AwsLimits throughput = new AwsLimits(accountId, clock);
        AwsSubscriptionLimit subscriptions = new AwsSubscriptionLimit(accountId, clock);
        AwsPutLimit puts = new AwsPutLimit(clock);
        catalog.onChange(throughput::follow);
        catalog.onChange(puts::follow);
        catalog.onChange(subscriptions::follow);
        CallLimits calls = new CallLimits(accountId, clock, catalog::image, streamOfArn);
        return new Limits(throughput, throughput, subscriptions, puts, calls::on);
    }
}
