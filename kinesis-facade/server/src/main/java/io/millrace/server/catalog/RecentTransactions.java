package io.millrace.server.catalog;

import java.util.LinkedHashSet;
import java.util.Set;

/** The names of the transactions that were read last: so many that whoever is in doubt about his own finds it among them. */
final class RecentTransactions {

    private static final int KEPT = 10_000;

    private final Set<String> names = new LinkedHashSet<>();

    synchronized void add(String name) {
        if (names.add(name) && names.size() > KEPT) {
            names.remove(names.iterator().next());
        }
    }

    synchronized boolean contains(String name) {
        return names.contains(name);
    }
}
