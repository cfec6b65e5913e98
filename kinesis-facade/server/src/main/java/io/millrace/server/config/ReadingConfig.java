package io.millrace.server.config;

/** What reading may use. */
public record ReadingConfig(int consumers, ByteSize fetchBytes, ByteSize tailBytes) {

    public ReadingConfig {
        Check.range("reading.consumers", consumers, 1, 1000);
        Check.size("reading.fetchBytes", fetchBytes, new ByteSize(1024), ByteSize.ofMebibytes(1024));
        Check.size("reading.tailBytes", tailBytes, ByteSize.ofMebibytes(1), new ByteSize(Long.MAX_VALUE));
    }
}
