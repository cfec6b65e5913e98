package io.millrace.firehose.record;

/**
 * Why a record cannot be delivered where it should, in the service's terms.
 *
 * @param type the folder of the error output it belongs to ({@code !{firehose:error-output-type}})
 * @param code for programs, such as {@code DynamicPartitioning.MetadataExtractionFailed}
 * @param message for people
 */
public record Failure(ErrorType type, String code, String message) {}
