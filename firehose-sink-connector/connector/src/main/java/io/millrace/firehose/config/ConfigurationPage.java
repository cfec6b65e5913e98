package io.millrace.firehose.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes {@code docs/firehose-configuration.md} from the definition of the keys, so that the page cannot tell others than the connector has. */
public final class ConfigurationPage {

    /** What a connector needs, and what most want. */
    static final String EXAMPLE = """
            {
              "connector.class": "io.millrace.firehose.FirehoseSinkConnector",
              "topics": "orders",
              "key.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
              "value.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
              "s3.bucket": "my-bucket",
              "s3.region": "eu-central-1",
              "s3.prefix": "orders/date=!{timestamp:yyyy-MM-dd}/",
              "s3.error.prefix": "failed/!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/",
              "s3.compression": "GZIP",
              "processing.delimiter": "Cg==",
              "buffer.size.mib": "64",
              "buffer.interval.seconds": "60"
            }
            """;

    private static final String HEAD = """
            # Configuration of the Firehose sink connector

            A connector needs a bucket; everything else has a default, which is the service's where the service has one. This delivers the topic
            `orders` as compressed lines to `my-bucket`, with keys from the default chain (environment, profile, container, instance):

            ```
            curl -X PUT -H 'Content-Type: application/json' http://localhost:8083/connectors/orders/config -d '
            %s'
            ```

            Connect checks all keys before it takes a configuration, and says of each what is wrong and what to write:
            `PUT /connector-plugins/FirehoseSinkConnector/config/validate` does only that. A key that begins as one of these and is none of them
            is refused. Values that are words may be written in either case. The prefix language is the service's:
            <https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html>. Connections with TLS trust what the worker's JVM trusts.

            This page is made by `io.millrace.firehose.config.ConfigurationPage` (`make docs`): change the keys' definitions beside it.
            """.formatted(EXAMPLE.stripTrailing());

    private ConfigurationPage() {}

    /** Takes the file to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), render());
    }

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        for (OptionGroup group : Options.GROUPS) {
            page.append("\n## ")
                    .append(group.name())
                    .append("\n\n| Key | Type | Default | Valid values | What it is |\n|---|---|---|---|---|\n");
            for (Option option : group.options()) {
                row(option, page);
            }
        }
        return page.toString();
    }

    private static void row(Option option, StringBuilder page) {
        page.append("| `")
                .append(option.key())
                .append("` | ")
                .append(option.type().name().toLowerCase(Locale.ROOT))
                .append(" | ")
                .append(option.shownDefault().isEmpty() ? "none" : option.shownDefault())
                .append(" | ")
                .append(option.shownValues())
                .append(" | ")
                .append(option.shownCondition())
                .append(option.documentation().replace("|", "\\|"))
                .append(" |\n");
    }
}
