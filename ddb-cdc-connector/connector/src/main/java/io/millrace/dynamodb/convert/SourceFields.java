package io.millrace.dynamodb.convert;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The fields of {@code source} that are DynamoDB's: a contract of the topics, see docs/dynamodb-cdc.md. */
public final class SourceFields {

    public static final String TABLE = "table";
    public static final String STREAM_ARN = "stream_arn";
    public static final String SHARD_ID = "shard_id";
    public static final String SEQUENCE_NUMBER = "sequence_number";
    public static final String EVENT_ID = "event_id";
    public static final String EVENT_VERSION = "event_version";
    public static final String AWS_REGION = "aws_region";
    public static final String VIEW_TYPE = "stream_view_type";
    public static final String SIZE_BYTES = "size_bytes";
    public static final String IDENTITY_TYPE = "user_identity_type";
    public static final String IDENTITY_PRINCIPAL = "user_identity_principal_id";
    public static final String TTL = "ttl";

    private static final StreamOrigin.Identity EXPIRY = new StreamOrigin.Identity("Service", "dynamodb.amazonaws.com");

    private SourceFields() {}

    public static SchemaBuilder addTo(SchemaBuilder source) {
        return source.field(TABLE, Schema.STRING_SCHEMA)
                .field(STREAM_ARN, Schema.OPTIONAL_STRING_SCHEMA)
                .field(SHARD_ID, Schema.OPTIONAL_STRING_SCHEMA)
                .field(SEQUENCE_NUMBER, Schema.OPTIONAL_STRING_SCHEMA)
                .field(EVENT_ID, Schema.OPTIONAL_STRING_SCHEMA)
                .field(EVENT_VERSION, Schema.OPTIONAL_STRING_SCHEMA)
                .field(AWS_REGION, Schema.OPTIONAL_STRING_SCHEMA)
                .field(VIEW_TYPE, Schema.OPTIONAL_STRING_SCHEMA)
                .field(SIZE_BYTES, Schema.OPTIONAL_INT64_SCHEMA)
                .field(IDENTITY_TYPE, Schema.OPTIONAL_STRING_SCHEMA)
                .field(IDENTITY_PRINCIPAL, Schema.OPTIONAL_STRING_SCHEMA)
                .field(TTL, Schema.BOOLEAN_SCHEMA);
    }

    public static Struct put(Struct source, String table, @Nullable String streamArn, @Nullable StreamOrigin origin) {
        source.put(TABLE, table).put(STREAM_ARN, streamArn).put(TTL, false);
        if (origin != null) {
            source.put(SHARD_ID, origin.shardId())
                    .put(SEQUENCE_NUMBER, origin.sequenceNumber())
                    .put(EVENT_ID, origin.eventId())
                    .put(EVENT_VERSION, origin.eventVersion())
                    .put(AWS_REGION, origin.region())
                    .put(VIEW_TYPE, origin.viewType())
                    .put(SIZE_BYTES, origin.sizeBytes());
            origin.identity()
                    .ifPresent(identity -> source.put(IDENTITY_TYPE, identity.type())
                            .put(IDENTITY_PRINCIPAL, identity.principalId())
                            .put(TTL, identity.equals(EXPIRY)));
        }
        return source;
    }
}
