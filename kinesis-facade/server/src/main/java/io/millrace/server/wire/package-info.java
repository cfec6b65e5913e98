/**
 * Requests and responses as bytes: one streaming codec over {@code x-amz-json-1.1} and {@code x-amz-cbor-1.1}.
 *
 * <p>Start with {@link io.millrace.server.wire.RequestReader} and {@link io.millrace.server.wire.ResponseWriter}. Shapes are
 * learned from records once, at start-up; there is no tree between the bytes and the record.
 */
@NullMarked
package io.millrace.server.wire;

import org.jspecify.annotations.NullMarked;
