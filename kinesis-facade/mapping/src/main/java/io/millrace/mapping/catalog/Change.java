package io.millrace.mapping.catalog;

/** One record of the catalog topic: a fact, or the end of one (a tombstone). */
public sealed interface Change {

    FactKey key();

    record Put(Fact fact) implements Change {
        @Override
        public FactKey key() {
            return fact.key();
        }
    }

    record Remove(FactKey key) implements Change {}
}
