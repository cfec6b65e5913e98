package io.millrace.dynamodb.streaming;

import java.time.Duration;

/**
 * How streams are read.
 *
 * @param busyPause between two reads of a shard that has records
 * @param idlePause between two reads of a shard that has none, at most
 * @param listingPause between two listings of shards
 * @param patience how long trouble that passes is waited out before it is somebody's business
 */
public record StreamSettings(Duration busyPause, Duration idlePause, Duration listingPause, Duration patience) {}
