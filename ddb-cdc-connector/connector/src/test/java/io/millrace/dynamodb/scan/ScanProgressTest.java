package io.millrace.dynamodb.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ScanProgressTest {

    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("a\"b"));

    @Test
    void aSegmentGoesOnAfterTheLastPageThatWasTaken() {
        ScanProgress progress = ScanProgress.begin(3).taken(1, Optional.of(KEY)).taken(2, Optional.empty());

        assertThat(progress.open()).containsExactly(0, 1);
        assertThat(progress.after(0)).isEmpty();
        assertThat(progress.after(1)).contains(KEY);
        assertThat(progress.isComplete()).isFalse();
    }

    @Test
    void itIsCompleteWhenAllSegmentsAreAtTheirEnds() {
        ScanProgress progress = ScanProgress.begin(2).taken(1, Optional.empty());
        assertThat(progress.isComplete()).isFalse();
        assertThat(progress.taken(0, Optional.of(KEY))
                        .taken(0, Optional.empty())
                        .isComplete())
                .isTrue();
    }

    @Test
    void whatIsWrittenIsRead() {
        ScanProgress progress = ScanProgress.begin(4).taken(1, Optional.of(KEY)).taken(3, Optional.empty());

        assertThat(ScanProgress.fromJson(progress.toJson())).isEqualTo(progress);
    }
}
