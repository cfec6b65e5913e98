package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.record.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where documents go, and how they are called.
 *
 * @param endpoint scheme, host and port, and the path of a proxy if there is one
 * @param index its name, or with rotation the beginning of its name
 * @param type of documents, which only old Elasticsearch has; "" for none
 * @param retryDuration for how long a document is sent again, from its first failure on
 */
public record OpenSearchSettings(
        URI endpoint,
        String index,
        IndexRotation rotation,
        DocumentIdFormat documentIds,
        String type,
        ClusterAccess access,
        Duration retryDuration) {

    public OpenSearchSettings {
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        if (endpoint.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "opensearch.endpoint must be a URL such as https://search.example.com:9200");
        }
        if (endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException("opensearch.endpoint must not hold a user and a password: set"
                    + " opensearch.username and opensearch.password");
        }
        if (index.isBlank() || !index.equals(index.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "opensearch.index must be the name of an index, which has no upper case letters");
        }
        if (retryDuration.isNegative()) {
            throw new IllegalArgumentException("retry.duration.seconds must not be negative");
        }
    }

    String indexOf(Origin origin) {
        return rotation.indexOf(index, origin.arrival());
    }

    /** What error records tell of a document; collections of OpenSearch Serverless have names of their own for it, and no types. */
    Map<String, String> detailsOf(Origin origin) {
        Map<String, String> details = new HashMap<>();
        boolean collection =
                access instanceof ClusterAccess.Signature signature && signature.service() == SigningService.AOSS;
        String os = collection ? "os" : "es";
        details.put(os + "IndexName", indexOf(origin));
        documentIdOf(origin).ifPresent(id -> details.put(os + "DocumentId", id));
        if (!collection) {
            details.put("esTypeName", type);
        }
        return details;
    }

    /** Empty where OpenSearch names documents. */
    Optional<String> documentIdOf(Origin origin) {
        return documentIds == DocumentIdFormat.FIREHOSE_DEFAULT ? Optional.of(origin.id()) : Optional.empty();
    }
}
