package io.millrace.server.kinesis;

import io.millrace.server.kinesis.ProvokedErrors.Cell;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The errors of the service's model that nothing here can end with, and why. */
final class ImpossibleErrors {

    private static final String ANY = ".*";

    static final List<Reason> REASONS = List.of(
            new Reason(
                    ANY,
                    "AccessDeniedException",
                    "there is one account, its keys may do everything, and resource policies are kept but not enforced"),
            new Reason(
                    "StartStreamEncryption",
                    "KMS(?!NotFound).*",
                    "there is no key ring, so that no key gets further than not to be found"),
            new Reason("GetRecords|PutRecords?", "KMS.*", "no stream is ever encrypted"),
            new Reason(
                    "(Start|Stop)StreamEncryption",
                    "LimitExceededException",
                    "the service limits how often keys are put on and taken off, and here none ever is"),
            new Reason("UpdateMaxRecordSize", "LimitExceededException", "the service documents no limit"),
            new Reason(
                    "GetResourcePolicy|ListStreamConsumers|ListTagsForResource",
                    "ResourceInUseException",
                    "it is answered whatever state the stream is in"),
            new Reason(
                    "UpdateAccountSettings",
                    "InvalidArgumentException",
                    "what the model's constraints let through is valid"));

    static final List<Reason> FIREHOSE_REASONS = List.of(
            new Reason(
                    "PutRecord(Batch)?",
                    "InvalidKMSResourceException",
                    "no delivery stream is encrypted with a client's key"),
            new Reason(
                    "(Tag|Untag|ListTagsFor)DeliveryStream",
                    "InvalidArgumentException",
                    "what the model's constraints let through is valid"));

    static final List<Reason> DYNAMODB_STREAMS_REASONS = List.of(
            new Reason(ANY, "InternalServerError", "only a fault of our own would end so, and none is known"),
            new Reason("GetRecords", "LimitExceededException", "a shard may have any number of readers"),
            new Reason("ListStreams", "ResourceNotFoundException", "a table without a stream has an empty list"));

    /** @param operation and error are regular expressions */
    record Reason(String operation, String error, String why) {

        boolean isFor(Cell cell) {
            return Pattern.matches(operation, cell.operation()) && Pattern.matches(error, cell.error());
        }
    }

    private ImpossibleErrors() {}

    static Optional<String> why(CoveredService service, Cell cell) {
        return service.reasons.stream()
                .filter(reason -> reason.isFor(cell))
                .map(Reason::why)
                .findFirst();
    }
}
