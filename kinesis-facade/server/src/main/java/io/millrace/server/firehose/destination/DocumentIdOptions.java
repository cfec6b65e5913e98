package io.millrace.server.firehose.destination;

/** Who makes the ids of documents. */
public record DocumentIdOptions(Format defaultDocumentIdFormat) {

    /** The service, from the record, or the cluster. */
    public enum Format {
        FIREHOSE_DEFAULT,
        NO_DOCUMENT_ID
    }
}
