package io.millrace.firehose.destination.opensearch;

/** {@code DefaultDocumentIdFormat}: who names documents. */
public enum DocumentIdFormat {
    /** We do, by where the record is in its topic: a document that is sent again replaces itself. */
    FIREHOSE_DEFAULT,
    /** OpenSearch does. It is faster, and a document whose request was not answered may be there twice. */
    NO_DOCUMENT_ID
}
