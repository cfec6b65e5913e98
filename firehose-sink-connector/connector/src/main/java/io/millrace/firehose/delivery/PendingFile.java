package io.millrace.firehose.delivery;

import java.time.Instant;
import java.util.List;

/**
 * A file whose parts are all in the store, and which nobody sees before its upload is completed.
 *
 * @param name used by no other file, of another attempt at the same records neither: each attempt draws something of its own for its names
 * @param begun when the upload was, by the store's clock
 * @param size in bytes
 * @param records how many are in it
 */
public record PendingFile(ObjectName name, String uploadId, Instant begun, List<Part> parts, long size, long records) {

    public PendingFile {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an upload needs a part: " + name);
        }
    }
}
