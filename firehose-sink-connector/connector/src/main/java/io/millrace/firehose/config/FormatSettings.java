package io.millrace.firehose.config;

import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.parquet.ParquetOptions;
import io.millrace.firehose.format.schema.OpenXJson;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** What files are made of records. */
public sealed interface FormatSettings {

    /** Records' bytes as they are. */
    record Verbatim() implements FormatSettings {}

    /** One line for each JSON document. */
    record JsonLines() implements FormatSettings {}

    record Parquet(Schema schema, Rules rules, ParquetOptions options) implements FormatSettings {}

    /** By an artifact of its own. */
    record Orc(Schema schema, Rules rules, OrcOptions options) implements FormatSettings {}

    /** Where the columns are declared. */
    sealed interface Schema {

        /** An Avro schema file. */
        record InFile(Path file) implements Schema {}

        /**
         * The latest version in a registry.
         *
         * @param authorization the value of that header
         * @param refresh how often the registry is asked for a later one
         */
        record InRegistry(URI url, String subject, Optional<Password> authorization, Duration refresh)
                implements Schema {}
    }

    /** How JSON is read. */
    sealed interface Rules {

        record OpenX(OpenXJson rules) implements Rules {}

        /** @param timestampFormats Joda's patterns, or {@code millis}; empty for the serde's own */
        record Hive(List<String> timestampFormats) implements Rules {

            public Hive {
                timestampFormats = List.copyOf(timestampFormats);
            }
        }
    }
}
