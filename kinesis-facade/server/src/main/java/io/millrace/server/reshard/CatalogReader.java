package io.millrace.server.reshard;

import io.millrace.mapping.catalog.CatalogImage;
import java.util.concurrent.CompletionStage;

/** Reads the catalog as far as it goes. */
@FunctionalInterface
public interface CatalogReader {

    /**
     * Completes when everything that was committed to the catalog before this call has been applied on this node: the gates of
     * shards that are closing are shut.
     */
    CompletionStage<CatalogImage> readToEnd();
}
