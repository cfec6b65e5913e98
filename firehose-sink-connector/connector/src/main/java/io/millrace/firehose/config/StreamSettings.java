package io.millrace.firehose.config;

import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.transform.Envelope;

/**
 * What the delivery stream is called and what it promises.
 *
 * @param version of its configuration, from 1: part of objects' names
 * @param envelope what requests to transforms and endpoints say of it
 * @param statePrefix heads are at {@code <statePrefix><name>/<topic>/<partition>.json}
 */
public record StreamSettings(
        String name,
        int version,
        Envelope envelope,
        Guarantee guarantee,
        MissingObjects missingObjects,
        String statePrefix) {}
