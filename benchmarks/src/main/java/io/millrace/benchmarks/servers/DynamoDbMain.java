package io.millrace.benchmarks.servers;

import io.millrace.benchmarks.capture.StandIn;

/** What stands in for DynamoDB. */
public final class DynamoDbMain {

    private DynamoDbMain() {}

    public static void main(String[] arguments) throws Exception {
        try (StandIn source = StandIn.start()) {
            Lifeline.readyUntilParentEnds(Integer.toString(source.port()));
        }
        System.exit(0);
    }
}
