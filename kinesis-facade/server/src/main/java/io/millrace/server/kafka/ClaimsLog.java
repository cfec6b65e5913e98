package io.millrace.server.kafka;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** A log of what nodes claim. All of them read the same claims, in the same order and with the same times. */
public interface ClaimsLog {

    /**
     * @param subject what is claimed
     * @param id of this claim, unlike any other's
     */
    record Claim(String subject, String id) {}

    /** Completes when the claim will not be lost. One that fails may still be read, at any later time. */
    CompletionStage<Void> append(Claim claim);

    /** Hands the claims that are still kept, and each that comes, to the listener, with the time that all nodes see. */
    void followClaims(BiConsumer<Claim, Instant> listener);
}
