package io.millrace.firehose.task;

import io.millrace.firehose.buffer.MemoryBudget;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Makes room when the budget is exceeded: memory goes to disk; if there is none left there, the unit with the most of it ends. For the task's thread. */
final class Relief {

    /** To look for memory has a price for each open file: after a look the next record has one only when there is so much more, as a share. */
    private static final int MORE = 64;

    private final MemoryBudget budget;
    private final Collection<PartitionDelivery> partitions;
    private long lookAgain;

    /** @param partitions those of the task, as they come and go */
    Relief(MemoryBudget budget, Collection<PartitionDelivery> partitions) {
        this.budget = budget;
        this.partitions = partitions;
    }

    /** What a partition's open unit holds. */
    private record Held(PartitionDelivery partition, long bytes) {}

    /** After each record. */
    void afterRecord() {
        if (budget.isExceeded() && budget.used() >= lookAgain) {
            makeRoom();
        }
    }

    void makeRoom() {
        if (!budget.isExceeded()) {
            lookAgain = 0;
            return;
        }
        long wanted = budget.excess();
        for (Held largest : held()) {
            wanted -= wanted > 0 ? largest.partition().spill(wanted) : 0;
        }
        if (budget.isExceeded()) {
            rollLargest();
        }
        lookAgain = budget.used() + budget.used() / MORE;
    }

    /** Where most memory is in units that take records, it is free when they end; else what has ended lets go of it by itself. */
    void rollLargest() {
        List<Held> held = held();
        if (budget.isMostly(held.stream().mapToLong(Held::bytes).sum())) {
            held.get(0).partition().roll();
        }
    }

    /** The largest first. */
    private List<Held> held() {
        return partitions.stream()
                .map(partition -> new Held(partition, partition.memory()))
                .sorted(Comparator.comparingLong(Held::bytes).reversed())
                .toList();
    }
}
