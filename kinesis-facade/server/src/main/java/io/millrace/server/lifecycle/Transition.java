package io.millrace.server.lifecycle;

import io.millrace.mapping.catalog.StreamImage;
import java.util.concurrent.CompletionStage;

/** One step of a stream that is not ACTIVE. When it completes, the catalog is one step on. */
@FunctionalInterface
public interface Transition {

    CompletionStage<?> step(StreamImage stream);
}
