package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** How often an operation may be called. */
interface CallLimit {

    /** Takes one call from the allowance, or says why not. */
    Optional<AwsError> tryCall(Optional<StreamName> stream);

    /** What was taken has had its effect. */
    default void succeeded(Optional<StreamName> stream) {}
}
