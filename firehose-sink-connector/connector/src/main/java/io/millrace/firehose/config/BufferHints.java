package io.millrace.firehose.config;

/**
 * The ranges and defaults of a destination's buffers and retries.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html">Buffering hints</a>
 */
record BufferHints(Hint mebibytes, Hint intervalSeconds, Hint retrySeconds) {

    /** Format conversion wants large files. */
    static final Hint CONVERSION = new Hint(64, 128, 128);

    private static final Hint UP_TO_FIFTEEN_MINUTES = new Hint(0, 900, 300);
    private static final Hint UP_TO_TWO_HOURS = new Hint(0, 7200, 300);

    /** The store is asked again for a day, as the service does. */
    private static final Hint UP_TO_A_WEEK = new Hint(0, 604_800, 86_400);

    static BufferHints of(DestinationType destination) {
        return switch (destination) {
            case S3 -> new BufferHints(new Hint(1, 128, 5), UP_TO_FIFTEEN_MINUTES, UP_TO_A_WEEK);
            case HTTP -> new BufferHints(new Hint(1, 64, 5), UP_TO_FIFTEEN_MINUTES, UP_TO_TWO_HOURS);
            case OPENSEARCH -> new BufferHints(new Hint(1, 100, 5), UP_TO_FIFTEEN_MINUTES, UP_TO_TWO_HOURS);
            case SPLUNK -> new BufferHints(new Hint(1, 5, 5), new Hint(0, 60, 60), UP_TO_TWO_HOURS);
            case ICEBERG -> new BufferHints(new Hint(1, 128, 5), UP_TO_FIFTEEN_MINUTES, UP_TO_TWO_HOURS);
        };
    }

    /** A range, and what of it is taken if nothing is said. */
    record Hint(int least, int most, int usual) {

        Between range() {
            return new Between(least, most);
        }
    }
}
