package io.millrace.firehose.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the protocol needs of S3, and no more. Every request may go without an answer; what is refused for good is an unchecked exception.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public interface ObjectStore {

    Optional<Stored> get(ObjectName name) throws NoAnswerException;

    /** {@code If-None-Match: *}. The entity tag, or nothing if there is an object (412). */
    Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException;

    /** {@code If-Match: tag}. The new entity tag, or nothing if the object is another (412) or gone (404). */
    Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException;

    /** @param contentEncoding the header of the object, if it is to have one */
    Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException;

    /**
     * A part without an answer is sent again under a number that was not used: the first request may arrive yet and change the part's tag, which
     * is not a function of the bytes where objects are encrypted with KMS.
     *
     * @return the part's entity tag
     */
    String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException;

    /** Whether there was such an upload (a NoSuchUpload says no: it was completed, or aborted). */
    boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException;

    /** An upload that is gone already is no error. */
    void abortUpload(ObjectName name, String uploadId) throws NoAnswerException;

    /** A HEAD request. */
    Presence look(ObjectName name) throws NoAnswerException;

    record Stored(byte[] bytes, String tag) {}

    /** @param begun by the store's clock: the {@code Date} of its answer */
    record Upload(String id, Instant begun) {}

    /** @param at by the store's clock: the {@code Date} of its answer */
    record Presence(boolean there, Instant at) {}
}
