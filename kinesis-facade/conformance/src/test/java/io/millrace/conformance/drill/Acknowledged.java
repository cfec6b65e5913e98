package io.millrace.conformance.drill;

/**
 * A record that a writer was told is written.
 *
 * @param counter the key's records are numbered from 0
 * @param pauseMillis how long after the key's last acknowledgement
 */
record Acknowledged(String key, long counter, Place place, long atMillis, long pauseMillis) {

    /** Where the service said that it is. */
    record Place(String shard, String sequenceNumber) {}
}
