package io.millrace.server.kinesis.shards;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ReshardStep;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.streams.AccountQuotas;
import io.millrace.server.kinesis.streams.ShardLimits;
import io.millrace.server.kinesis.streams.StreamLookup;
import java.util.List;

/** A stream of three shards, in an account of ten, to be resharded. */
final class Resharded {

    static final StreamName ORDERS = new StreamName("orders");
    static final ShardLimits LIMITS = new ShardLimits(new AccountQuotas(10, 50, 4), Streams.ARNS);

    private Resharded() {}

    static TestCatalog catalog() {
        return TestCatalog.of(Streams.facts(Streams.active("orders"), 3));
    }

    static TestCatalog onDemandCatalog() {
        return TestCatalog.of(Streams.facts(Streams.active("orders").withMode(StreamMode.ON_DEMAND), 3));
    }

    static void setStatus(TestCatalog catalog, StreamStatus status) {
        catalog.put(fact(catalog).withStatus(status));
    }

    static StreamFact fact(TestCatalog catalog) {
        return catalog.image().stream(ORDERS).orElseThrow().fact();
    }

    static List<ReshardStep> history(TestCatalog catalog) {
        return catalog.image().stream(ORDERS).orElseThrow().history().steps();
    }

    static Reshards reshards(TestCatalog catalog) {
        return new Reshards(new StreamLookup(catalog, Streams.ARNS), Streams.ARNS);
    }
}
