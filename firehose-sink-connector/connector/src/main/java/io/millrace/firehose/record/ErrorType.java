package io.millrace.firehose.record;

/**
 * The kinds of error output, as {@code !{firehose:error-output-type}} names them.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html">Custom prefixes</a>
 */
public enum ErrorType {
    PROCESSING_FAILED("processing-failed"),
    FORMAT_CONVERSION_FAILED("format-conversion-failed"),
    ACTIVE_PARTITION_EXCEEDED("activePartitionExceeded"),
    HTTP_ENDPOINT_FAILED("http-endpoint-failed"),
    OPENSEARCH_FAILED("AmazonOpenSearchService-failed"),
    SPLUNK_FAILED("splunk-failed"),
    ICEBERG_FAILED("iceberg-failed");

    private final String folder;

    ErrorType(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }
}
