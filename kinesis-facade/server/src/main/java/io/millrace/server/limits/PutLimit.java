package io.millrace.server.limits;

import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** What may be put to a delivery stream. */
public interface PutLimit {

    PutLimit NONE = new PutLimit() {
        @Override
        public Optional<AwsError> tryRequest(String incarnation) {
            return Optional.empty();
        }

        @Override
        public Optional<AwsError> tryRecord(String incarnation, int bytes) {
            return Optional.empty();
        }
    };

    /** Takes one request from the delivery stream's allowance, or says why not. */
    Optional<AwsError> tryRequest(String incarnation);

    /** Takes one record of so many bytes, or says why not. */
    Optional<AwsError> tryRecord(String incarnation, int bytes);
}
