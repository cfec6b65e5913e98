package io.millrace.firehose.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.destination.s3.LocalStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket as those see it who read what was delivered. The heads of the connector are left out. */
public final class Bucket implements AutoCloseable {

    private static final String STATE = ".millrace/";

    /** The store on a folder lists files that it has yet to move to their names: these end with a UUID, as objects' names do without it. */
    private static final Pattern UNFINISHED =
            Pattern.compile(".*(-[0-9a-f]{12}|\\.[a-z]+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final S3Client s3;
    private final String name;
    private final Map<String, byte[]> objects = new HashMap<>();

    /** Made if it is not there. */
    public Bucket(LocalStore store, String name) {
        this.s3 = store.client();
        this.name = name;
        s3.createBucket(create -> create.bucket(name));
    }

    public String name() {
        return name;
    }

    public List<String> keys() {
        return s3.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream()
                .map(S3Object::key)
                .filter(key -> !key.startsWith(STATE))
                .filter(key -> !UNFINISHED.matcher(key).matches())
                .toList();
    }

    /** Once: an object that was delivered does not change. */
    public byte[] read(String key) {
        return objects.computeIfAbsent(
                key,
                same -> s3.getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArray());
    }

    /** Of an object that may be a GZIP. */
    public String text(String key) {
        byte[] bytes = read(key);
        if (!key.endsWith(".gz")) {
            return new String(bytes, UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All objects by their keys. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        keys().forEach(key -> texts.put(key, text(key)));
        return texts;
    }

    /** The lines of all objects under a prefix. */
    public List<String> lines(String prefix) {
        List<String> lines = new ArrayList<>();
        texts().forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                text.lines().forEach(lines::add);
            }
        });
        return lines;
    }

    @Override
    public void close() {
        s3.close();
    }
}
