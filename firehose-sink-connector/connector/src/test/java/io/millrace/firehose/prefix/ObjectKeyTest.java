package io.millrace.firehose.prefix;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    private static final Instant OLDEST = Instant.parse("2018-08-27T22:30:01.999Z");
    private static final ObjectKey NAME = new ObjectKey("stream", 3, "topic", 7, 42, "logs/", 0, "");

    @Test
    void aKeyIsPrefixStreamVersionDateUuidAndExtension() {
        assertThat(NAME.key(OLDEST, UTC, new FileExtension(".json.gz")))
                .isEqualTo("logs/stream-3-2018-08-27-22-30-01-" + NAME.uuid() + ".json.gz");
        assertThat(NAME.key(OLDEST, ZoneId.of("Asia/Tokyo"), FileExtension.NONE))
                .isEqualTo("logs/stream-3-2018-08-28-07-30-01-" + NAME.uuid());
    }

    @Test
    void theUuidNeverChanges() {
        // objects that are there already have it: a repeated delivery must find them
        assertThat(NAME.uuid()).isEqualTo(UUID.fromString("7c38f222-40ba-5fa6-b215-8c79314ac391"));
    }

    @Test
    void theUuidIsOfVersion5() {
        assertThat(NAME.uuid().version()).isEqualTo(5);
        assertThat(NAME.uuid().variant()).isEqualTo(2);
    }

    @Test
    void anotherVersionOfTheConfigurationDoesNotMakeAnotherUuid() {
        assertThat(new ObjectKey("stream", 4, "topic", 7, 42, "logs/", 0, "").uuid())
                .isEqualTo(NAME.uuid());
    }

    @Property
    void whatIsInAnotherPlaceOrOfAnotherAttemptHasAnotherUuid(
            @ForAll @IntRange(max = 3) int partition,
            @ForAll @LongRange(max = 3) long offset,
            @ForAll @IntRange(max = 3) int file,
            @ForAll @IntRange(max = 3) int attempt,
            @ForAll @IntRange(max = 3) int otherPartition,
            @ForAll @LongRange(max = 3) long otherOffset,
            @ForAll @IntRange(max = 3) int otherFile,
            @ForAll @IntRange(max = 3) int otherAttempt) {
        ObjectKey one = new ObjectKey("s", 1, "t", partition, offset, "", file, "" + attempt);
        ObjectKey other = new ObjectKey("s", 1, "t", otherPartition, otherOffset, "", otherFile, "" + otherAttempt);

        assertThat(one.uuid().equals(other.uuid())).isEqualTo(one.equals(other));
    }

    @Test
    void theSameAttemptMakesTheSameUuid() {
        assertThat(new ObjectKey("s", 1, "t", 0, 0, "", 0, "8f2c").uuid())
                .isEqualTo(new ObjectKey("s", 1, "t", 0, 0, "", 0, "8f2c").uuid());
    }

    @Test
    void textsDoNotRunIntoEachOther() {
        assertThat(new ObjectKey("ab", 1, "c", 0, 0, "", 0, "").uuid())
                .isNotEqualTo(new ObjectKey("a", 1, "bc", 0, 0, "", 0, "").uuid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", ".json.gz", ".0-9!_.*'()"})
    void extensionsStartWithADot(String text) {
        assertThat(new FileExtension(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", ".", ".GZ", ".a/b", ".a b"})
    void otherExtensionsAreRefused(String text) {
        assertThatThrownBy(() -> new FileExtension(text))
                .isInstanceOf(PrefixException.class)
                .hasMessageStartingWith("FileExtension: ");
    }

    @Test
    void anExtensionHas128CharactersAtMost() {
        assertThat(new FileExtension("." + "x".repeat(127)).text()).hasSize(128);
        assertThatThrownBy(() -> new FileExtension("." + "x".repeat(128))).isInstanceOf(PrefixException.class);
    }
}
