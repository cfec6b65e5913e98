package io.millrace.server.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What delivery streams are made like, and what their connectors are told beside what clients say. */
public record FirehoseConfig(
        int deliveryStreamLimit,
        int partitions,
        Duration retention,
        int tasks,
        S3 s3,
        Lambda lambda,
        Kinesis kinesis,
        Schema schema,
        OpenSearch opensearch,
        Iceberg iceberg) {

    public FirehoseConfig {
        Check.range("firehose.deliveryStreamLimit", deliveryStreamLimit, 0, 1_000_000);
        Check.range("firehose.partitions", partitions, 1, 1_000);
        Check.duration("firehose.retention", retention, Duration.ofHours(1), Duration.ofDays(365));
        Check.range("firehose.tasks", tasks, 1, 1_000);
    }

    /** The store that buckets are in, and how the worker signs its requests. */
    public record S3(String endpoint, String region, boolean pathStyle, String accessKeyId, String secretAccessKey) {

        public S3 {
            if (accessKeyId.isBlank() != secretAccessKey.isBlank()) {
                throw ConfigException.at(
                        accessKeyId.isBlank() ? "firehose.s3.accessKeyId" : "firehose.s3.secretAccessKey",
                        "must be set as well, or neither of both");
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "S3[" + endpoint + "]";
        }
    }

    /** Where functions are found that are named by their ARNs in AWS. */
    public record Lambda(String endpoint, String endpoints) {

        public Lambda {
            parse(endpoints);
        }

        /** The endpoints by the names of their functions. */
        public Map<String, String> byFunction() {
            return parse(endpoints);
        }

        private static Map<String, String> parse(String endpoints) {
            Map<String, String> all = new LinkedHashMap<>();
            for (String each : endpoints.split(",")) {
                int equals = each.indexOf('=');
                if (!each.isBlank() && equals < 1) {
                    throw ConfigException.at(
                            "firehose.lambda.endpoints",
                            "'" + each.strip() + "' is not a function and its endpoint (like enrich=http://host:9000)");
                }
                if (!each.isBlank()) {
                    all.put(
                            each.substring(0, equals).strip(),
                            each.substring(equals + 1).strip());
                }
            }
            return all;
        }
    }

    /** How the worker reads the catalog of streams, for functions that are told where records are in theirs. */
    public record Kinesis(Map<String, String> client) {

        public Kinesis {
            client = Map.copyOf(client);
        }

        /** Without the values, some of which are secrets. */
        @Override
        public String toString() {
            return "Kinesis[" + client.keySet() + "]";
        }
    }

    /** Where the schemas of tables are found that are in a Glue catalog in AWS. */
    public record Schema(String registryUrl, String registryAuthorization, String subject, String folder) {
        /** Without what proves who is asking. */
        @Override
        public String toString() {
            return "Schema[" + registryUrl + folder + "]";
        }
    }

    /** The cluster of domains that are named by their ARNs, and who the worker is there. */
    public record OpenSearch(String endpoint, String username, String password, boolean signed) {

        /** Without the password. */
        @Override
        public String toString() {
            return "OpenSearch[" + endpoint + "]";
        }
    }

    /** The catalog of Iceberg tables, as its own documentation has its properties. */
    public record Iceberg(Map<String, String> catalog) {

        public Iceberg {
            catalog = Map.copyOf(catalog);
        }

        /** Without the properties, some of which are secrets. */
        @Override
        public String toString() {
            return "Iceberg[" + catalog.keySet() + "]";
        }
    }
}
