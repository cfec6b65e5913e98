package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON objects of a record. There may be several, one after the other, but not in an array. */
final class JsonObjects {

    /** Numbers with a point keep their digits: what is a decimal is only known when its column is. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    private JsonObjects() {}

    static List<JsonNode> parse(byte[] data) throws ConversionException {
        List<JsonNode> objects = new ArrayList<>(1);
        try (JsonParser parser = JSON.createParser(data)) {
            for (JsonToken first = parser.nextToken(); first != null; first = parser.nextToken()) {
                if (first != JsonToken.START_OBJECT) {
                    throw ConversionException.malformedJson("Only JSON objects can be rows.");
                }
                objects.add(JSON.readTree(parser));
            }
        } catch (JsonProcessingException e) {
            throw ConversionException.malformedJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (objects.isEmpty()) {
            throw ConversionException.malformedJson("There is no JSON object.");
        }
        return objects;
    }
}
