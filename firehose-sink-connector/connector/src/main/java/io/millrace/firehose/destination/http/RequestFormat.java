package io.millrace.firehose.destination.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.millrace.firehose.record.DeliveryRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Version 1.0 of the service's requests.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">Request and response specifications</a>
 */
final class RequestFormat {

    static final int MOST_RECORDS = 10_000;

    /** Of a body before compression. */
    private static final long MOST_BYTES = 64L << 20;

    /** Around the records, at most: {@code {"requestId":"..","timestamp":..,"records":[]}}. */
    private static final int ENVELOPE = 120;

    /** Around a record's base64: <code>{"data":""},</code>. */
    private static final int FRAME = 12;

    /** Whatever the sizes of the records, a request of {@link #MOST_RECORDS} has room for so many bytes of data. */
    static final long MOST_DATA = (MOST_BYTES - ENVELOPE - (FRAME + 4L) * MOST_RECORDS) / 4 * 3;

    private static final int FIRST_BUFFER = 64 << 10;

    /** Headers carry no others. */
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final HttpRequest.Builder headers;
    private final ContentEncoding encoding;

    RequestFormat(HttpEndpointSettings settings) {
        encoding = settings.contentEncoding();
        headers = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/json")
                .header("X-Amz-Firehose-Protocol-Version", "1.0")
                .header("X-Amz-Firehose-Source-Arn", settings.sourceArn());
        if (encoding == ContentEncoding.GZIP) {
            headers.header("Content-Encoding", "gzip");
        }
        settings.accessKey().ifPresent(key -> headers.header("X-Amz-Firehose-Access-Key", key));
        if (!settings.commonAttributes().isEmpty()) {
            headers.header("X-Amz-Firehose-Common-Attributes", attributes(settings.commonAttributes()));
        }
    }

    static boolean fits(List<DeliveryRecord> records) {
        return records.size() <= MOST_RECORDS && bodyBound(records) <= MOST_BYTES;
    }

    HttpRequest request(UUID id, Instant generated, List<DeliveryRecord> records) {
        return headers.copy()
                .header("X-Amz-Firehose-Request-Id", id.toString())
                .POST(body(id, generated, records))
                .build();
    }

    private HttpRequest.BodyPublisher body(UUID id, Instant generated, List<DeliveryRecord> records) {
        var body = new RequestBody(id, generated, records);
        return encoding == ContentEncoding.GZIP
                ? HttpRequest.BodyPublishers.ofByteArray(zipped(body))
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArrays(body), body.length());
    }

    private static byte[] zipped(RequestBody body) {
        var bytes = new ByteArrayOutputStream(FIRST_BUFFER);
        try (var out = new GZIPOutputStream(bytes, FIRST_BUFFER)) {
            for (byte[] piece : body) {
                out.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static long bodyBound(List<DeliveryRecord> records) {
        long bound = ENVELOPE;
        for (DeliveryRecord record : records) {
            bound += FRAME + (record.data().length + 2L) / 3 * 4;
        }
        return bound;
    }

    private static String attributes(Map<String, String> attributes) {
        var header = new StringWriter();
        try (JsonGenerator json = ASCII.createGenerator(header)) {
            json.writeStartObject();
            json.writeObjectFieldStart("commonAttributes");
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail", e);
        }
        return header.toString();
    }
}
