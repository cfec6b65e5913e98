package io.millrace.mapping.catalog;

import io.millrace.mapping.DeliveryStreamName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A delivery stream. The connector that delivers is made to agree with it, and never the other way round.
 *
 * @param incarnation tells this delivery stream from an older one of the same name, also where it leaves traces outside the catalog
 * @param updatedAt when UpdateDestination last changed it
 * @param failure why it could not be created or deleted
 * @param version counts the destination's configurations, from 1
 * @param delivered the version that the connector has been given; 0: none yet
 * @param forced whether it is to be deleted whatever becomes of its connector
 */
public record DeliveryStreamFact(
        DeliveryStreamName name,
        String incarnation,
        Instant createdAt,
        Optional<Instant> updatedAt,
        DeliveryStreamStatus status,
        Optional<String> failure,
        DeliverySource source,
        DeliveryDestination destination,
        int version,
        int delivered,
        DeliveryEncryption encryption,
        boolean forced,
        SortedMap<String, String> tags)
        implements Fact {

    public DeliveryStreamFact {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** A delivery stream as CreateDeliveryStream makes it. */
    public static DeliveryStreamFact creating(
            DeliveryStreamName name,
            String incarnation,
            Instant now,
            DeliverySource source,
            DeliveryDestination destination) {
        return new DeliveryStreamFact(
                name,
                incarnation,
                now,
                Optional.empty(),
                DeliveryStreamStatus.CREATING,
                Optional.empty(),
                source,
                destination,
                1,
                0,
                DeliveryEncryption.DISABLED,
                false,
                new TreeMap<>());
    }

    @Override
    public FactKey key() {
        return FactKey.ofDeliveryStream(name);
    }

    public boolean isActive() {
        return status == DeliveryStreamStatus.ACTIVE;
    }

    /** Whether there is something to be done for it: it is coming or going, or its connector has an older configuration. */
    public boolean isUnsettled() {
        return switch (status) {
            case CREATING, DELETING -> true;
            case ACTIVE -> delivered < version;
            case CREATING_FAILED, DELETING_FAILED -> false;
        };
    }

    /** Its connector has been given the configuration of that version. */
    public DeliveryStreamFact active(int given) {
        return new DeliveryStreamFact(
                name,
                incarnation,
                createdAt,
                updatedAt,
                DeliveryStreamStatus.ACTIVE,
                Optional.empty(),
                source,
                destination,
                version,
                given,
                encryption,
                forced,
                tags);
    }

    public DeliveryStreamFact failed(DeliveryStreamStatus value, String why) {
        return with(value, Optional.of(why), forced);
    }

    public DeliveryStreamFact deleting(boolean whateverBecomesOfItsConnector) {
        return with(DeliveryStreamStatus.DELETING, Optional.empty(), forced || whateverBecomesOfItsConnector);
    }

    private DeliveryStreamFact with(DeliveryStreamStatus newStatus, Optional<String> newFailure, boolean newForced) {
        return new DeliveryStreamFact(
                name,
                incarnation,
                createdAt,
                updatedAt,
                newStatus,
                newFailure,
                source,
                destination,
                version,
                delivered,
                encryption,
                newForced,
                tags);
    }

    /** The next version. */
    public DeliveryStreamFact updated(DeliveryDestination value, Instant now) {
        return new DeliveryStreamFact(
                name,
                incarnation,
                createdAt,
                Optional.of(now),
                status,
                failure,
                source,
                value,
                version + 1,
                delivered,
                encryption,
                forced,
                tags);
    }

    public DeliveryStreamFact withEncryption(DeliveryEncryption value) {
        return new DeliveryStreamFact(
                name,
                incarnation,
                createdAt,
                updatedAt,
                status,
                failure,
                source,
                destination,
                version,
                delivered,
                value,
                forced,
                tags);
    }

    public DeliveryStreamFact withTags(Map<String, String> value) {
        return new DeliveryStreamFact(
                name,
                incarnation,
                createdAt,
                updatedAt,
                status,
                failure,
                source,
                destination,
                version,
                delivered,
                encryption,
                forced,
                new TreeMap<>(value));
    }
}
