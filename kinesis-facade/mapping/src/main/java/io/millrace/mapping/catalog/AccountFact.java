package io.millrace.mapping.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * What holds for the account as a whole.
 *
 * @param lastDeletedSecond the highest creation second of any shard of any deleted stream: new streams start above it, so
 *     that no sequence number is ever given out twice under one name
 * @param billingCommitment the setting of UpdateAccountSettings
 */
public record AccountFact(long lastDeletedSecond, Optional<BillingCommitment> billingCommitment) implements Fact {

    public static final AccountFact INITIAL = new AccountFact(0, Optional.empty());

    @Override
    public FactKey key() {
        return FactKey.ofAccount();
    }

    public AccountFact withLastDeletedSecond(long second) {
        return new AccountFact(Math.max(lastDeletedSecond, second), billingCommitment);
    }

    public AccountFact withBillingCommitment(BillingCommitment commitment) {
        return new AccountFact(lastDeletedSecond, Optional.of(commitment));
    }

    /**
     * Kept and shown; nothing here is billed.
     *
     * @param endedAt may lie ahead: a commitment lasts a day at least
     */
    public record BillingCommitment(Instant startedAt, Optional<Instant> endedAt) {

        public boolean isEnabledAt(Instant time) {
            return endedAt.filter(end -> !end.isAfter(time)).isEmpty();
        }
    }
}
