package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TableSelectionTest {

    private static final List<String> TABLES = List.of("orders", "orders-old", "clicks", "users");

    @Test
    void namesMatchAsAWhole() {
        assertThat(of(List.of("orders", "cl.*"), List.of(), Map.of())).containsExactly("clicks", "orders");
    }

    @Test
    void whatIsExcludedIsOut() {
        assertThat(of(List.of("orders.*"), List.of(".*-old"), Map.of())).containsExactly("orders");
        assertThat(of(List.of(), List.of("users"), Map.of())).containsExactly("clicks", "orders", "orders-old");
    }

    @Test
    void allTagsAreWanted() {
        TableSelection selection =
                new TableSelection(List.of(), List.of(), Map.of("cdc", "yes", "team", "a"), Optional.of("signals"));

        assertThat(selection.of(
                        TABLES,
                        table -> table.startsWith("orders")
                                ? Map.of("cdc", "yes", "team", table.equals("orders") ? "a" : "b", "more", "")
                                : Map.of("cdc", "yes")))
                .containsExactly("orders");
    }

    @Test
    void theTableOfSignalsIsCapturedInAnyCase() {
        TableSelection selection =
                new TableSelection(List.of("orders"), List.of("users"), Map.of("cdc", "yes"), Optional.of("users"));

        assertThat(selection.of(TABLES, table -> Map.of())).containsExactly("users");
    }

    private static List<String> of(List<String> include, List<String> exclude, Map<String, String> tags) {
        return new TableSelection(include, exclude, tags, Optional.empty()).of(TABLES, table -> Map.of());
    }
}
