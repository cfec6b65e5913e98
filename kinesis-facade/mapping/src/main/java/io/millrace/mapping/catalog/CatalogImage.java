package io.millrace.mapping.catalog;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.StreamName;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that the catalog says up to an offset. Immutable: a node holds one, and replaces it as a whole.
 *
 * @param offset the offset of the next record of the catalog topic
 */
public record CatalogImage(
        long offset,
        NavigableMap<StreamName, StreamImage> streams,
        NavigableMap<DeliveryStreamName, DeliveryStreamFact> deliveryStreams,
        AccountFact account,
        Optional<TokenKeyFact> tokenKey) {

    public static final CatalogImage EMPTY =
            new CatalogImage(0, noStreams(), Collections.emptyNavigableMap(), AccountFact.INITIAL, Optional.empty());

    private static NavigableMap<StreamName, StreamImage> noStreams() {
        return Collections.unmodifiableNavigableMap(new TreeMap<>(Comparator.comparing(StreamName::value)));
    }

    public Optional<StreamImage> stream(StreamName name) {
        return Optional.ofNullable(streams.get(name));
    }

    public Optional<DeliveryStreamFact> deliveryStream(DeliveryStreamName name) {
        return Optional.ofNullable(deliveryStreams.get(name));
    }

    /** Whether nothing that clients ask for by its name has changed since. */
    public boolean namesTheSameAs(CatalogImage before) {
        return streams == before.streams && deliveryStreams == before.deliveryStreams;
    }
}
