package io.millrace.server.firehose.connector;

import static io.millrace.server.firehose.FirehoseBench.ROLE;

import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.operation.AwsError;
import java.util.HashMap;
import java.util.Map;

/** What connectors are told of the delivery streams that a test makes. */
final class ConnectorBench {

    private final Map<String, String> settings = new HashMap<>();

    /** A setting of the server. */
    void set(String key, String value) {
        settings.put(key, value);
    }

    FirehoseBench bench() {
        return new FirehoseBench(settings, true);
    }

    Map<String, String> of(String members) {
        FirehoseBench bench = bench();
        bench.create(members);
        return bench.properties();
    }

    Map<String, String> ofS3(String members) {
        return of(s3(members));
    }

    AwsError refusal(String members) {
        return bench().refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + members + "}");
    }

    AwsError refusedS3(String members) {
        return refusal(s3(members));
    }

    static String s3(String members) {
        return "\"ExtendedS3DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"BucketARN\": \"arn:aws:s3:::lake\"" + (members.isEmpty() ? "" : ", " + members) + "}";
    }

    static String processor(String type, String... parameters) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            all.append(i == 0 ? "" : ", ")
                    .append("{\"ParameterName\": \"")
                    .append(parameters[i])
                    .append("\", \"ParameterValue\": \"")
                    .append(parameters[i + 1])
                    .append("\"}");
        }
        return "\"ProcessingConfiguration\": {\"Enabled\": true, \"Processors\": [{\"Type\": \"" + type
                + "\", \"Parameters\": [" + all + "]}]}";
    }
}
