package io.millrace.firehose.format;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Records' bytes one after the other with nothing between them, as the service writes them if nothing else is asked for. */
public final class VerbatimFormat implements RecordFormat {

    @Override
    public RecordEncoder open(OutputStream out) {
        return new Encoder(out);
    }

    @Override
    public String extension() {
        return "";
    }

    private record Encoder(OutputStream out) implements DirectEncoder {

        @Override
        public Optional<Failure> write(DeliveryRecord record) throws IOException {
            out.write(record.data());
            return Optional.empty();
        }
    }
}
