package io.millrace.firehose.prefix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * What tells an object from every other, and so what its name is made of: {@code <prefix><stream>-<version>-<date>-<uuid><extension>}.
 *
 * <p>The UUID is drawn from where the object's records are and from the attempt, not from chance.
 *
 * @param version of the delivery stream's configuration, from 1
 * @param firstOffset of the unit that the file belongs to
 * @param prefix evaluated
 * @param file the number of the file in its unit
 * @param attempt new for each attempt at the unit where no two attempts may write to one name, as the commit protocol demands; empty
 *     where the same file is to have the same name when it is written again
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html">Object name format</a>
 */
public record ObjectKey(
        String stream,
        int version,
        String topic,
        int partition,
        long firstOffset,
        String prefix,
        int file,
        String attempt) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);

    public String key(Instant oldest, ZoneId zone, FileExtension extension) {
        return prefix + stream + "-" + version + "-" + DATE.withZone(zone).format(oldest) + "-" + uuid()
                + extension.text();
    }

    /** A name-based UUID as version 5 has it, whose name space is Millrace's own. */
    public UUID uuid() {
        ByteArrayOutputStream name = new ByteArrayOutputStream(128);
        try (DataOutputStream to = new DataOutputStream(name)) {
            write(to, "millrace/firehose/object");
            write(to, stream);
            write(to, topic);
            to.writeInt(partition);
            to.writeLong(firstOffset);
            write(to, prefix);
            to.writeInt(file);
            write(to, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return version5(name.toByteArray());
    }

    /** With its length before it, so that no two lists of texts are the same bytes. */
    private static void write(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static UUID version5(byte[] name) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-1").digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
        ByteBuffer bits = ByteBuffer.wrap(hash);
        long high = (bits.getLong() & ~0xF000L) | 0x5000L;
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
