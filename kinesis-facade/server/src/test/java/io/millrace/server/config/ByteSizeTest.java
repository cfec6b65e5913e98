package io.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ByteSizeTest {

    @Test
    void sizesAreReadInBinaryUnits() {
        assertThat(ByteSize.parse("512").bytes()).isEqualTo(512);
        assertThat(ByteSize.parse("7B").bytes()).isEqualTo(7);
        assertThat(ByteSize.parse("64KiB").bytes()).isEqualTo(65_536);
        assertThat(ByteSize.parse(" 1.5 MiB ").bytes()).isEqualTo(1_572_864);
        assertThat(ByteSize.parse("2GiB").bytes()).isEqualTo(2_147_483_648L);
        assertThat(ByteSize.parse("25%", 1000).bytes()).isEqualTo(250);
    }

    @Test
    void whatIsNoSizeIsRefused() {
        for (String text : new String[] {"", "-1", "10MB", "1e3", "1 2", "MiB", "999999999999999GiB"}) {
            assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(ConfigException.class);
        }
    }

    @Property
    void aSizeInWholeUnitsIsReadAsItIsPrinted(@ForAll @LongRange(min = 0, max = 1 << 20) long bytes) {
        ByteSize size = new ByteSize(bytes);
        assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
    }
}
