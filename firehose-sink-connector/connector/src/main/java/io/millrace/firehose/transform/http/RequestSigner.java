package io.millrace.firehose.transform.http;

import java.net.URI;
import java.util.Map;

/** Says who asks: the seam for Signature Version 4, which Lambda wants and the emulator does not. */
@FunctionalInterface
public interface RequestSigner extends AutoCloseable {

    RequestSigner NONE = (method, uri, body) -> Map.of();

    /** The headers to add, such as {@code Authorization} and {@code X-Amz-Date}. Called for each attempt; must not wait for anything. */
    Map<String, String> headers(String method, URI uri, byte[] body);

    @Override
    default void close() {}
}
