package io.millrace.firehose.destination.opensearch;

import java.util.Locale;

/** Which service of AWS a signature is for. */
public enum SigningService {
    /** Amazon OpenSearch Service: domains. */
    ES,
    /** Amazon OpenSearch Serverless: collections. */
    AOSS;

    /** As signatures have it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
