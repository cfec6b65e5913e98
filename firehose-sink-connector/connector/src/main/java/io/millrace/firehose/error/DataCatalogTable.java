package io.millrace.firehose.error;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Whose schema records were converted by. Members that a schema from elsewhere does not have are empty. */
public record DataCatalogTable(
        String catalogId, String databaseName, String tableName, String region, String versionId, String catalogArn) {

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("dataCatalogTable");
        json.writeStringField("catalogId", catalogId);
        json.writeStringField("databaseName", databaseName);
        json.writeStringField("tableName", tableName);
        json.writeStringField("region", region);
        json.writeStringField("versionId", versionId);
        json.writeStringField("catalogArn", catalogArn);
        json.writeEndObject();
    }
}
