package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What this node knows of all streams, and the way to change it. */
public interface Catalog {

    /** The newest image that this node has read. Reads of metadata are served from it and wait for nothing. */
    CatalogImage image();

    /**
     * Decides on the newest state there is, writes, and completes with the answer once this node's own image holds the
     * change. Fails with the decision's own error, or with ServiceUnavailable when the change could not be written.
     */
    <R> CompletionStage<R> change(Decision<R> decision);

    /** Completes with an image that holds everything that was committed before this call. */
    CompletionStage<CatalogImage> readToEnd();

    /**
     * Completes with the next image that differs in content. Ask for it before a look at {@link #image}: then no change can
     * slip in between. All who ask share one stage, and to ask costs nothing: whoever waits with a time limit puts it on a stage
     * of his own.
     */
    CompletionStage<CatalogImage> nextChange();

    /**
     * Calls the listener with the image that there is, and from then on with every one that differs, in order, on the thread
     * that reads the log: it must not block.
     */
    void onChange(Consumer<CatalogImage> listener);
}
