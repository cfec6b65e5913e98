package io.millrace.firehose.format;

import io.millrace.firehose.json.JsonSpan;
import io.millrace.firehose.json.MalformedJsonException;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A line for each JSON value of a record, spelled as the record spells it: of its own line ends it loses those, and nothing else. */
public final class JsonLinesFormat implements RecordFormat {

    @Override
    public RecordEncoder open(OutputStream out) {
        return new Encoder(out);
    }

    @Override
    public String extension() {
        return ".json";
    }

    private record Encoder(OutputStream out) implements DirectEncoder {

        @Override
        public Optional<Failure> write(DeliveryRecord record) throws IOException {
            byte[] data = record.data();
            List<JsonSpan> values;
            try {
                values = JsonSpan.in(data);
            } catch (MalformedJsonException e) {
                return Optional.of(DataFormatConversion.parseError(e.getMessage()));
            }
            for (JsonSpan value : values) {
                if (!value.first().isStructStart()) {
                    return Optional.of(
                            DataFormatConversion.parseError("Neither an object nor an array: " + value.first()));
                }
            }
            for (JsonSpan value : values) {
                value.writeLine(data, out);
            }
            return Optional.empty();
        }
    }
}
