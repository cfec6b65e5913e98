package io.millrace.firehose.format.orc;

import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.schema.JsonRules;
import io.millrace.firehose.format.schema.SchemaSource;
import java.util.Optional;
import java.util.ServiceLoader;

/** Writes ORC files. A {@link ServiceLoader} finds it beside the connector. */
public interface OrcProvider {

    /** What to do where there is none. */
    String MISSING = "orc needs the artifact firehose-sink-orc and what it depends on: unzip"
            + " millrace-firehose-sink-orc where the connector was unzipped, on every worker";

    /** JSON records as rows of ORC files. */
    RecordFormat format(SchemaSource schema, JsonRules rules, OrcOptions options);

    /** Artifacts of their own are in the connector's plugin folder, and so with its class loader. */
    static Optional<OrcProvider> find() {
        return ServiceLoader.load(OrcProvider.class, OrcProvider.class.getClassLoader())
                .findFirst();
    }
}
