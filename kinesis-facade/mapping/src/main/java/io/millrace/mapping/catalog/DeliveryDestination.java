package io.millrace.mapping.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a delivery stream delivers to.
 *
 * @param type what the service's members for it begin with, such as {@code ExtendedS3}
 * @param configuration as the client gave it, in the service's own names; passwords among it
 */
public record DeliveryDestination(String type, JsonNode configuration) {

    public DeliveryDestination {
        configuration = configuration.deepCopy();
    }

    /** A copy: whoever changes it changes nothing here. */
    @Override
    public JsonNode configuration() {
        return configuration.deepCopy();
    }

    /** Without the configuration, which may hold passwords. */
    @Override
    public String toString() {
        return "DeliveryDestination[" + type + "]";
    }
}
