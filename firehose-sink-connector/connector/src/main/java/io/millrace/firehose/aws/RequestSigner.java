package io.millrace.firehose.aws;

import java.net.URI;
import java.util.Map;

/** Says who asks: the seam for Signature Version 4, which services of AWS want and what stands in for them does not. */
@FunctionalInterface
public interface RequestSigner extends AutoCloseable {

    RequestSigner NONE = (method, uri, body) -> Map.of();

    /** The headers to add, such as {@code Authorization} and {@code X-Amz-Date}. Called for each attempt; must not wait for anything. */
    Map<String, String> headers(String method, URI uri, byte[] body);

    @Override
    default void close() {}
}
