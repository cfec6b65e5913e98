package io.millrace.dynamodb;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.common.BaseSourceInfo;
import io.millrace.dynamodb.convert.StreamOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the record that is made comes from. */
final class SourceInfo extends BaseSourceInfo {

    private final String table;
    private @Nullable String streamArn;
    private @Nullable StreamOrigin origin;
    private @Nullable Instant created;

    SourceInfo(CommonConnectorConfig config, String table) {
        super(config);
        this.table = table;
    }

    void is(@Nullable String stream, Instant time, @Nullable StreamOrigin streamOrigin) {
        this.streamArn = stream;
        this.created = time;
        this.origin = streamOrigin;
    }

    String table() {
        return table;
    }

    @Nullable
    String streamArn() {
        return streamArn;
    }

    @Nullable
    StreamOrigin origin() {
        return origin;
    }

    @Override
    protected @Nullable Instant timestamp() {
        return created;
    }

    @Override
    protected String database() {
        return "";
    }
}
