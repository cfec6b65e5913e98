package io.millrace.server.dynamodbstreams;

/** Values of records as the change capture writes them. */
public final class Changes {

    private Changes() {}

    /** An item in DynamoDB's JSON, as a text in JSON. */
    public static String item(String id, int version) {
        return "\"{\\\"id\\\":{\\\"S\\\":\\\"" + id + "\\\"},\\\"version\\\":{\\\"N\\\":\\\"" + version + "\\\"}}\"";
    }

    public static String key(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    public static String insert(String id, int version) {
        return envelope("c", "null", item(id, version), "NEW_AND_OLD_IMAGES", "");
    }

    public static String scanned(String id) {
        return "{\"before\":null,\"after\":" + item(id, 1)
                + ",\"source\":{\"table\":\"orders\",\"ts_ms\":1,\"stream_view_type\":null},\"op\":\"r\"}";
    }

    /** @param more of the source, each with a comma before */
    public static String envelope(String op, String before, String after, String view, String more) {
        return "{\"before\":" + before + ",\"after\":" + after
                + ",\"source\":{\"version\":\"1\",\"ts_ms\":1571849028999,\"table\":\"orders\",\"event_id\":\"e1\","
                + "\"event_version\":\"1.1\",\"aws_region\":\"eu-west-1\",\"stream_view_type\":\"" + view
                + "\",\"size_bytes\":91,\"user_identity_type\":null,\"ttl\":false" + more + "},\"op\":\"" + op
                + "\",\"ts_ms\":1}";
    }
}
