package io.millrace.dynamodb.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.client.ScanPage;
import io.millrace.dynamodb.scan.TableScan.Taken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class PageWindowTest {

    private final PageWindow window = new PageWindow(2, item -> Map.of("id", item.get("id")));

    @Test
    void whatChangedBeforeThePagesCameIsStruckOutAndSoIsWhatChangedAfter() {
        window.changed(id("a"));
        window.read(round("a", "b", "c"));
        window.changed(id("c"));

        assertThat(window.pages().get(0).items().keySet()).containsExactly(id("b"));
    }

    @Test
    void ifMoreChangedThanIsRememberedTheRoundIsReadAgain() {
        List.of("a", "b", "c").forEach(id -> window.changed(id(id)));

        assertThat(window.isSpoiled()).isTrue();
    }

    @Test
    void onceThePagesAreThereNothingHasToBeRemembered() {
        window.read(round("a"));
        List.of("b", "c", "d", "e").forEach(id -> window.changed(id(id)));

        assertThat(window.isSpoiled()).isFalse();
        assertThat(window.pages().get(0).items()).hasSize(1);
    }

    private static List<Taken> round(String... ids) {
        return List.of(new Taken(
                0, new ScanPage(List.of(ids).stream().map(PageWindowTest::id).toList(), Optional.empty(), 0)));
    }

    private static Map<String, AttributeValue> id(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }
}
