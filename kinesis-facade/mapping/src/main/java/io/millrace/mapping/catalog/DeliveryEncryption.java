package io.millrace.mapping.catalog;

/** What Start- and StopDeliveryStreamEncryption were told last. Kept and shown; nothing here is encrypted by it. */
public enum DeliveryEncryption {
    DISABLED,

    /** With a key of the service's. */
    ENABLED
}
