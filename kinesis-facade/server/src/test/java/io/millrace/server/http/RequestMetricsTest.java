package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.Shapes;
import io.millrace.server.wire.WireFormat;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry);

    @Test
    void operationsOfOneNameAreToldApartByTheirServices() {
        metrics.record(echoOf("Kinesis_20131202"), System.nanoTime(), RequestMetrics.SUCCESS);
        metrics.record(echoOf("Firehose_20150804"), System.nanoTime(), RequestMetrics.SUCCESS);
        metrics.record(echoOf("Firehose_20150804"), System.nanoTime(), RequestMetrics.SUCCESS);
        metrics.recordNoCall(System.nanoTime(), "UnknownOperationException");

        assertThat(count("Kinesis", "Echo", "Success")).isEqualTo(1);
        assertThat(count("Firehose", "Echo", "Success")).isEqualTo(2);
        assertThat(count("none", "none", "UnknownOperationException")).isEqualTo(1);
    }

    private long count(String service, String operation, String result) {
        return registry.get("millrace.requests")
                .tags("service", service, "operation", operation, "result", result)
                .timer()
                .count();
    }

    private static Route.Call echoOf(String targetPrefix) {
        OperationTable table = OperationTable.of(targetPrefix)
                .add(Toys.Echo.Request.class, new Toys.Echo())
                .build();
        return new Route.Call(
                Api.of(table, Shapes.builder().build()), table.find("Echo").orElseThrow(), WireFormat.JSON);
    }
}
