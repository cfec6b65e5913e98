package io.millrace.firehose.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an Avro schema's file, and no device or pipe that gives more than memory holds, or nothing for ever. */
public final class SchemaFile {

    private static final int LONGEST = 4 << 20;

    private SchemaFile() {}

    public static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(LONGEST + 1);
            if (text.length > LONGEST) {
                throw new IOException("it has more than " + LONGEST + " bytes");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
