package io.millrace.server.firehose.records;

import io.millrace.server.operation.AwsError;

/** What became of one record. */
sealed interface PutOutcome {

    /** Kafka holds it on all in-sync replicas. */
    record Taken(String recordId) implements PutOutcome {

        /** Opaque to clients; people find the record in its topic by it. */
        static Taken at(String incarnation, int partition, long offset) {
            return new Taken("%s-%06d-%020d".formatted(incarnation, partition, offset));
        }
    }

    /** It may or may not have been written; the client is to try again. */
    record Failed(AwsError error) implements PutOutcome {

        private static final String UNAVAILABLE = "ServiceUnavailableException";

        /** As the service's model has it, so that SDKs know its class. */
        AwsError modelled() {
            return error.status() == AwsError.UNAVAILABLE
                    ? new AwsError(UNAVAILABLE, error.status(), error.message())
                    : error;
        }
    }
}
