package io.millrace.firehose.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Where the JSON objects and arrays of a record begin and end; there may be several, with white space between them or without. */
final class JsonValues {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonValues() {}

    /** The bytes from {@code from} to before {@code to}. */
    record Span(int from, int to) {}

    static final class MalformedJsonException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedJsonException(String message) {
            super(message);
        }
    }

    static List<Span> in(byte[] data) throws MalformedJsonException {
        List<Span> spans = new ArrayList<>(1);
        try (JsonParser parser = JSON.createParser(data)) {
            while (parser.nextToken() != null) {
                spans.add(value(parser));
            }
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spans;
    }

    private static Span value(JsonParser parser) throws IOException, MalformedJsonException {
        if (!parser.currentToken().isStructStart()) {
            throw new MalformedJsonException("Neither an object nor an array: " + parser.currentToken());
        }
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long to = parser.currentLocation().getByteOffset();
        if (from < 0) {
            throw new MalformedJsonException("It is not in UTF-8");
        }
        return new Span((int) from, (int) to);
    }
}
