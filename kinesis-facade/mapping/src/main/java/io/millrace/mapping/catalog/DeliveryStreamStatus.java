package io.millrace.mapping.catalog;

/** Where a delivery stream is in its life. The names are the service's. */
public enum DeliveryStreamStatus {
    CREATING,
    CREATING_FAILED,
    DELETING,
    DELETING_FAILED,
    ACTIVE
}
