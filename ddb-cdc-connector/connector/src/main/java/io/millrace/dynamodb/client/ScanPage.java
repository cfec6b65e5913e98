package io.millrace.dynamodb.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A page of a segment.
 *
 * @param last where the next begins; empty at the segment's end
 * @param capacityUnits what it cost
 */
public record ScanPage(
        List<Map<String, AttributeValue>> items, Optional<Map<String, AttributeValue>> last, double capacityUnits) {}
