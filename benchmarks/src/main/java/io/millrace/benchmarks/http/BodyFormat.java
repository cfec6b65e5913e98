package io.millrace.benchmarks.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.millrace.benchmarks.workloads.Put;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** How bodies are written and searched: the two encodings of the service's protocol. */
public enum BodyFormat {
    JSON("application/x-amz-json-1.1", new JsonFactory(), new JsonScan()),
    CBOR("application/x-amz-cbor-1.1", new CBORFactory(), new CborScan());

    private final String contentType;
    private final JsonFactory factory;
    private final ResponseScan scan;

    BodyFormat(String contentType, JsonFactory factory, ResponseScan scan) {
        this.contentType = contentType;
        this.factory = factory;
        this.scan = scan;
    }

    public String contentType() {
        return contentType;
    }

    public ResponseScan scan() {
        return scan;
    }

    public byte[] putRecord(String stream, Put put) {
        return object(json -> {
            json.writeStringField("StreamName", stream);
            write(json, put);
        });
    }

    public byte[] putRecords(String stream, List<Put> puts) {
        return object(json -> {
            json.writeStringField("StreamName", stream);
            json.writeArrayFieldStart("Records");
            for (Put put : puts) {
                json.writeStartObject();
                write(json, put);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    public byte[] getRecords(String iterator) {
        return object(json -> json.writeStringField("ShardIterator", iterator));
    }

    public byte[] getRecords(String iterator, int limit) {
        return object(json -> {
            json.writeStringField("ShardIterator", iterator);
            json.writeNumberField("Limit", limit);
        });
    }

    private static void write(JsonGenerator json, Put put) throws IOException {
        json.writeBinaryField("Data", put.data());
        json.writeStringField("PartitionKey", put.partitionKey());
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] object(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
