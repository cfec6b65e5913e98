package io.millrace.mapping.catalog;

/**
 * One self-contained truth of the catalog: its key says what it is about, and the newest fact of a key replaces the older
 * ones. Facts carry every id and every time that they need: to replay them asks no clock and rolls no dice.
 */
public sealed interface Fact
        permits ResourceFact, ShardFact, HistoryFact, DeliveryStreamFact, AccountFact, TokenKeyFact {

    FactKey key();
}
