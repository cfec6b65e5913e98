package io.millrace.server.wire;

import java.util.Optional;

/**
 * What the header {@code X-Amz-Target} names, such as {@code Kinesis_20131202.PutRecord}.
 *
 * @param service the service with the version of its API
 * @param operation the API action
 */
public record Target(String service, String operation) {

    public static final String HEADER = "X-Amz-Target";

    /** Empty where the header does not have exactly these two parts. */
    public static Optional<Target> parse(String header) {
        int dot = header.indexOf('.');
        if (dot <= 0 || dot == header.length() - 1 || header.indexOf('.', dot + 1) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Target(header.substring(0, dot), header.substring(dot + 1)));
    }
}
