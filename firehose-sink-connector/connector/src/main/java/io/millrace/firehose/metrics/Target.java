package io.millrace.firehose.metrics;

/**
 * Where records go, as the names of CloudWatch's metrics call it.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Monitoring with CloudWatch metrics</a>
 */
public enum Target {
    S3("DeliveryToS3"),
    HTTP_ENDPOINT("DeliveryToHttpEndpoint"),
    OPENSEARCH("DeliveryToAmazonOpenSearchService"),
    SPLUNK("DeliveryToSplunk"),
    ICEBERG("DeliveryToIceberg");

    private final String prefix;

    Target(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
