package io.millrace.server.wire;

import io.millrace.server.operation.AwsError;

/** What a service calls an error in the member {@code __type} of its body. */
@FunctionalInterface
public interface ErrorTypes {

    /** The code alone. */
    ErrorTypes PLAIN = AwsError::code;

    String of(AwsError error);
}
