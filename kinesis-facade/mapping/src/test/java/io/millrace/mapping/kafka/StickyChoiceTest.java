package io.millrace.mapping.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StickyChoiceTest {

    private final StickyChoice choice = new StickyChoice(100);

    @Test
    void itStaysUntilABatchIsFull() {
        int first = choice.partition("orders", List.of(1, 2, 3), 50);

        assertThat(choice.partition("orders", List.of(1, 2, 3), 50)).isEqualTo(first);
    }

    @Test
    void inTheEndEveryPartitionHasHadATurn() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            seen.add(choice.partition("orders", List.of(1, 2, 3), 100));
        }

        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void itLeavesAPartitionThatTakesNoMore() {
        choice.partition("orders", List.of(1), 1);

        assertThat(choice.partition("orders", List.of(7), 1)).isEqualTo(7);
    }
}
