package io.millrace.firehose.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyInputStream;

class CompressionTest {

    private static final String NAME = "5ea0d4b5-6f3c-4a2e-9d6a-0b8f2f1c7d11";

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "UNCOMPRESSED, '', none",
                "GZIP, .gz, gzip",
                "ZIP, .zip, zip",
                "SNAPPY, .snappy, snappy-java",
                "HADOOP_SNAPPY, .snappy, hadoop-snappy",
                "ZSTD, .zst, zstd"
            })
    void hasTheServicesExtensionAndEncoding(Compression compression, String extension, String encoding) {
        assertThat(compression.extension()).isEqualTo(extension);
        assertThat(compression.contentEncoding().orElse(null)).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource({
        "UNCOMPRESSED, 7b",
        "GZIP, 1f8b08",
        "ZIP, 504b0304",
        "SNAPPY, 82534e41505059000000000100000001",
        "HADOOP_SNAPPY, 00000008",
        "ZSTD, 28b52ffd"
    })
    void beginsAsReadersExpect(Compression compression, String magic) throws IOException {
        byte[] compressed = compress(compression, "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(compressed)).startsWith(magic);
    }

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWentIn(Compression compression) throws IOException {
        byte[] data = mixed(300_000);

        assertThat(decompress(compression, compress(compression, data))).isEqualTo(data);
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingAtAll(Compression compression) throws IOException {
        assertThat(decompress(compression, compress(compression, new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sameBytesInGiveSameBytesOut(Compression compression) throws IOException {
        byte[] data = mixed(50_000);

        assertThat(compress(compression, data)).isEqualTo(compress(compression, data));
    }

    @ParameterizedTest
    @EnumSource
    void closesTheStreamBelow(Compression compression) throws IOException {
        boolean[] closed = new boolean[1];
        OutputStream below = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        compression.wrap(below, NAME).close();

        assertThat(closed[0]).isTrue();
    }

    @Test
    void zipHasOneDeflatedEntryOfTheGivenName() throws IOException {
        byte[] zip = compress(Compression.ZIP, mixed(10));

        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipEntry entry = in.getNextEntry();
        assertThat(entry.getName()).isEqualTo(NAME);
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.DEFLATED);
        assertThat(in.getNextEntry()).isNull();
    }

    /** Half text, half noise: blocks that shrink and blocks that do not. */
    private static byte[] mixed(int size) {
        byte[] data = new byte[size];
        new Random(7).nextBytes(data);
        for (int i = 0; i < size / 2; i++) {
            data[i] = (byte) "firehose ".charAt(i % 9);
        }
        return data;
    }

    private static byte[] compress(Compression compression, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.wrap(bytes, NAME)) {
            // in odd pieces, as records come
            for (int from = 0; from < data.length; from += 777) {
                out.write(data, from, Math.min(777, data.length - from));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] decompress(Compression compression, byte[] data) throws IOException {
        InputStream in = new ByteArrayInputStream(data);
        return switch (compression) {
            case UNCOMPRESSED -> data;
            case GZIP -> new GZIPInputStream(in).readAllBytes();
            case ZIP -> unzip(new ZipInputStream(in));
            case SNAPPY -> new SnappyInputStream(in).readAllBytes();
            case HADOOP_SNAPPY -> hadoopBlocks(new DataInputStream(in));
            case ZSTD -> new ZstdInputStream(in).readAllBytes();
        };
    }

    private static byte[] unzip(ZipInputStream in) throws IOException {
        in.getNextEntry();
        return in.readAllBytes();
    }

    /** Hadoop's BlockDecompressorStream: the length of a block, then chunks with their lengths until the block is whole. */
    private static byte[] hadoopBlocks(DataInputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (in.available() > 0) {
            int left = in.readInt();
            while (left > 0) {
                byte[] chunk = Snappy.uncompress(in.readNBytes(in.readInt()));
                all.write(chunk);
                left -= chunk.length;
            }
            assertThat(left).isZero();
        }
        return all.toByteArray();
    }
}
