package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON objects as rows. */
final class JsonRowReader implements RowReader {

    private final JsonCell.StructCell table;

    JsonRowReader(ColumnType.Struct table, JsonRules rules) {
        this.table = new JsonCell.StructCell(table, rules, "");
    }

    @Override
    public List<Row> read(byte[] data) throws ConversionException {
        List<JsonNode> objects = JsonObjects.parse(data);
        List<Row> rows = new ArrayList<>(objects.size());
        for (JsonNode object : objects) {
            rows.add(table.read(object));
        }
        return rows;
    }
}
