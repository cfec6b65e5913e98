package io.millrace.dynamodb.convert;

import java.util.Optional;

/**
 * What a stream's record says of itself beside its images: all of it is in the envelope's {@code source}.
 *
 * @param viewType KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES
 * @param identity who did it, if it was not a user: TTL's deletes have {@code Service} and {@code dynamodb.amazonaws.com}
 */
public record StreamOrigin(
        String shardId,
        String sequenceNumber,
        String eventId,
        String eventVersion,
        String region,
        String viewType,
        long sizeBytes,
        Optional<Identity> identity) {

    /** A stream record's {@code userIdentity}. */
    public record Identity(String type, String principalId) {}

    public boolean hasNewImages() {
        return viewType.equals("NEW_IMAGE") || viewType.equals("NEW_AND_OLD_IMAGES");
    }

    public boolean hasOldImages() {
        return viewType.equals("OLD_IMAGE") || viewType.equals("NEW_AND_OLD_IMAGES");
    }
}
