package io.millrace.tools;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;

/** Streams by the names that people type. */
final class Streams {

    private Streams() {}

    static StreamName name(String text) {
        return StreamName.parse(text)
                .orElseThrow(() -> new ToolException(
                        "'" + text + "' is not a stream's name: those have 1 to 128 of a-zA-Z0-9_.-"));
    }

    static StreamImage find(CatalogImage image, String text) {
        return image.stream(name(text))
                .orElseThrow(() -> new ToolException("There is no stream '" + text
                        + "': 'millrace shards' lists all; a topic of that name becomes one with 'millrace adopt'."));
    }
}
