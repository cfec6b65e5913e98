package io.millrace.firehose.record;

import java.util.Map;

/**
 * A record between the partition and the destination.
 *
 * @param data what it says now; not copied, and not to be changed
 * @param raw what it said when it came, which error records and the backup show
 * @param queryKeys partition keys that jq found in it
 * @param transformKeys partition keys that the transform gave it
 */
public record DeliveryRecord(
        Origin origin, byte[] data, byte[] raw, Map<String, String> queryKeys, Map<String, String> transformKeys) {

    public DeliveryRecord {
        queryKeys = Map.copyOf(queryKeys);
        transformKeys = Map.copyOf(transformKeys);
    }

    public static DeliveryRecord of(Origin origin, byte[] data) {
        return new DeliveryRecord(origin, data, data, Map.of(), Map.of());
    }

    public DeliveryRecord withOrigin(Origin newOrigin) {
        return new DeliveryRecord(newOrigin, data, raw, queryKeys, transformKeys);
    }

    public DeliveryRecord withData(byte[] newData) {
        return new DeliveryRecord(origin, newData, raw, queryKeys, transformKeys);
    }

    /** A record that was found inside this one. */
    public DeliveryRecord part(int part, byte[] partData) {
        return new DeliveryRecord(origin.withPart(part), partData, partData, queryKeys, transformKeys);
    }

    public DeliveryRecord withQueryKeys(Map<String, String> keys) {
        return new DeliveryRecord(origin, data, raw, keys, transformKeys);
    }

    public DeliveryRecord withTransformKeys(Map<String, String> keys) {
        return new DeliveryRecord(origin, data, raw, queryKeys, keys);
    }
}
