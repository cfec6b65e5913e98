package io.millrace.firehose.prefix;

import io.millrace.firehose.record.NamedUuid;
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

    public UUID uuid() {
        return new NamedUuid("millrace/firehose/object")
                .with(stream)
                .with(topic)
                .with(partition)
                .with(firstOffset)
                .with(prefix)
                .with(file)
                .with(attempt)
                .uuid();
    }
}
