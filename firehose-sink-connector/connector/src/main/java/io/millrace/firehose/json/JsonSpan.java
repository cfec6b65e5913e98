package io.millrace.firehose.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a JSON document is in a record: the bytes from {@code from} to before {@code to}.
 *
 * @param first its first token, which says what kind of document it is
 */
public record JsonSpan(int from, int to, JsonToken first) {

    private static final JsonFactory JSON = new JsonFactory();

    /** All documents of a record, one after the other, with white space between them or without. */
    public static List<JsonSpan> in(byte[] data) throws MalformedJsonException {
        List<JsonSpan> spans = new ArrayList<>(1);
        try (JsonParser parser = JSON.createParser(data)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                spans.add(span(token, parser, data));
            }
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spans;
    }

    /**
     * Writes it, and a line end after it. Its own line ends are left out: they stand between tokens, never in one, since JSON's strings
     * have theirs escaped.
     */
    public void writeLine(byte[] data, OutputStream out) throws IOException {
        int start = from;
        for (int i = start; i < to; i++) {
            if (data[i] == '\n' || data[i] == '\r') {
                out.write(data, start, i - start);
                start = i + 1;
            }
        }
        out.write(data, start, to - start);
        out.write('\n');
    }

    private static JsonSpan span(JsonToken first, JsonParser parser, byte[] data)
            throws IOException, MalformedJsonException {
        long from = parser.currentTokenLocation().getByteOffset();
        if (from < 0) {
            // other encodings have no byte offsets
            throw new MalformedJsonException("It is not in UTF-8");
        }
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        // after a number the parser has seen one byte more
        while (data[to - 1] <= ' ') {
            to--;
        }
        return new JsonSpan((int) from, to, first);
    }
}
