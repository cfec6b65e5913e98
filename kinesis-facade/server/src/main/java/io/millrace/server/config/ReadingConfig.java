package io.millrace.server.config;

/** What reading may use. */
public record ReadingConfig(int consumers, ByteSize fetchBytes, ByteSize consumerBytes, ByteSize tailBytes) {

    /**
     * What a consumer holds of fetches: two that a page is taken from, one that is under way, and the page, which is no larger than a
     * fetch, until it is answered.
     */
    private static final int FETCHES_HELD = 4;

    public ReadingConfig {
        Check.range("reading.consumers", consumers, 1, 1000);
        Check.size("reading.fetchBytes", fetchBytes, new ByteSize(1024), ByteSize.ofMebibytes(1024));
        Check.size("reading.consumerBytes", consumerBytes, ByteSize.ofMebibytes(1), new ByteSize(Long.MAX_VALUE));
        Check.size("reading.tailBytes", tailBytes, ByteSize.ofMebibytes(1), new ByteSize(Long.MAX_VALUE));
    }

    /** What one fetch of a consumer may bring, and one page hold, so that all of them keep to their memory. */
    public int fittingFetchBytes() {
        long fitting = Math.max(1024, consumerBytes.bytes() / consumers / FETCHES_HELD);
        return new ByteSize(Math.min(fetchBytes.bytes(), fitting)).asInt();
    }
}
