package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps what is remembered of streams to those that there are: names that clients make up take no memory. */
record KnownStreams(Supplier<CatalogImage> image) {

    /** Whether something is to be remembered of this stream. Forgets others that are gone. */
    boolean remembers(StreamName name, Map<StreamName, ?> memory) {
        Map<StreamName, ?> streams = image.get().streams();
        if (memory.size() > streams.size()) {
            memory.keySet().retainAll(streams.keySet());
        }
        return streams.containsKey(name);
    }
}
