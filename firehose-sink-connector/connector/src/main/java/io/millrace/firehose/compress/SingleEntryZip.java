package io.millrace.firehose.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip archive of one deflated entry. */
final class SingleEntryZip {

    /** The oldest that the format knows; the entry's real time would make each archive another. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SingleEntryZip() {}

    static OutputStream open(OutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(entry);
        return zip;
    }
}
