package io.millrace.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InDoubtTest {

    private final InDoubt<String> inDoubt = new InDoubt<>();
    private final RecentTransactions read = new RecentTransactions();

    @Test
    void whatWasNeverWrittenHasNoAnswer() {
        assertThat(inDoubt.isEmpty()).isTrue();
        assertThat(inDoubt.answerIfWritten(transaction -> true)).isEmpty();
    }

    @Test
    void whatIsReadAgainWasWritten() {
        read.add(inDoubt.write("made"));

        assertThat(inDoubt.answerIfWritten(read::contains)).contains("made");
    }

    @Test
    void whatAnotherNodeWroteAlikeIsNotOnesOwn() {
        inDoubt.write("made");
        read.add(new InDoubt<String>().write("made"));

        assertThat(inDoubt.answerIfWritten(read::contains)).isEmpty();
    }

    @Test
    void everyAttemptHasItsName() {
        String first = inDoubt.write("first");
        String second = inDoubt.write("second");

        assertThat(Set.of(first, second)).hasSize(2);
        read.add(first);
        assertThat(inDoubt.answerIfWritten(read::contains)).isEmpty();
    }

    @Test
    void theNamesThatAreKeptAreBounded() {
        read.add("old");
        for (int i = 0; i < 20_000; i++) {
            read.add("transaction " + i);
        }

        assertThat(read.contains("old")).isFalse();
        assertThat(read.contains("transaction 19999")).isTrue();
    }
}
