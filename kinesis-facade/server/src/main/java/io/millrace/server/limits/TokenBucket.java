package io.millrace.server.limits;

/**
 * An allowance that fills at a steady rate, up to what a second brings. It can be overdrawn, and is then empty until the
 * debt is paid off. Not thread-safe.
 */
final class TokenBucket {

    private final double perSecond;
    private double level;
    private long filledAt;

    TokenBucket(double perSecond, long nowMillis) {
        this.perSecond = perSecond;
        this.level = perSecond;
        this.filledAt = nowMillis;
    }

    /** Whether so much is there; of what is more than a second brings, a second's worth. */
    boolean holds(double amount, long nowMillis) {
        fill(nowMillis);
        return level >= Math.min(amount, perSecond);
    }

    boolean isOverdrawn(long nowMillis) {
        fill(nowMillis);
        return level <= 0;
    }

    void take(double amount) {
        level -= amount;
    }

    private void fill(long nowMillis) {
        // A clock that is set back brings nothing, and costs nothing.
        double elapsedMillis = Math.max(0, nowMillis - filledAt);
        level = Math.min(perSecond, level + perSecond * elapsedMillis / 1000);
        filledAt = nowMillis;
    }
}
