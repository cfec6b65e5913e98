package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecompressionTest {

    private final Decompression step = new Decompression(1000);

    @Test
    void severalMembersAreOneRecord() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("a".getBytes(UTF_8)));
        both.write(gzip("b".getBytes(UTF_8)));

        assertThat(Outcome.of(step, both.toByteArray()).texts()).containsExactly("ab");
    }

    @Test
    void whatItWasStaysKnown() throws IOException {
        byte[] data = gzip("a".getBytes(UTF_8));

        assertThat(Outcome.of(step, data).emitted).singleElement().matches(found -> found.raw() == data);
    }

    @Test
    void aRecordExpandsToTheBoundAndNoFurther() throws IOException {
        assertThat(Outcome.of(step, gzip(new byte[1000])).emitted).hasSize(1);
        fails(gzip(new byte[1001]), "The record expands to more than 1000 bytes.");
        fails(gzip(new byte[50_000_000]), "The record expands to more than 1000 bytes.");
    }

    @Test
    void whatIsNotGzipFails() throws IOException {
        byte[] whole = gzip(new byte[100]);
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;

        fails("{}".getBytes(UTF_8), "The record is not GZIP, or is damaged.");
        fails(new byte[0], "The record is not GZIP, or is damaged.");
        fails(Arrays.copyOf(whole, whole.length - 9), "The record is not GZIP, or is damaged.");
        fails(damaged, "The record is not GZIP, or is damaged.");
    }

    @Property(tries = 200)
    void whatWasCompressedComesBack(@ForAll byte[] data) throws IOException {
        assertThat(Outcome.of(step, gzip(data)).emitted)
                .singleElement()
                .matches(found -> Arrays.equals(found.data(), data));
    }

    private void fails(byte[] data, String message) {
        Outcome outcome = Outcome.of(step, data);
        assertThat(outcome.emitted).isEmpty();
        assertThat(outcome.failures)
                .singleElement()
                .matches(failure -> failure.message().equals(message));
    }

    static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(data);
        }
        return bytes.toByteArray();
    }
}
