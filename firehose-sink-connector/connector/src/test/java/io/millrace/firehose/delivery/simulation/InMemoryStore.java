package io.millrace.firehose.delivery.simulation;

import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * S3, as far as the protocol sees it: tags of objects are a function of their bytes, tags of parts are not (as with KMS), and an upload is
 * visible at once and as a whole.
 */
public class InMemoryStore implements ObjectStore {

    private static final Duration LIFECYCLE = Duration.ofDays(1);

    private final Map<ObjectName, byte[]> objects = new LinkedHashMap<>();
    private final Map<String, Open> uploads = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int tags;
    private BiConsumer<ObjectName, byte[]> onPut = (name, bytes) -> {};
    private BiConsumer<ObjectName, byte[]> onComplete = (name, bytes) -> {};

    private record Open(ObjectName name, Instant begun, TreeMap<Integer, Stored> parts) {}

    public void onPut(BiConsumer<ObjectName, byte[]> observer) {
        onPut = observer;
    }

    public void onComplete(BiConsumer<ObjectName, byte[]> observer) {
        onComplete = observer;
    }

    @Override
    public Optional<Stored> get(ObjectName name) {
        return Optional.ofNullable(objects.get(name)).map(bytes -> new Stored(bytes, tag(bytes)));
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) {
        return objects.containsKey(name) ? Optional.empty() : Optional.of(put(name, bytes));
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) {
        boolean matches = get(name).map(Stored::tag).filter(tag::equals).isPresent();
        return matches ? Optional.of(put(name, bytes)) : Optional.empty();
    }

    public String put(ObjectName name, byte[] bytes) {
        onPut.accept(name, bytes);
        objects.put(name, bytes);
        return tag(bytes);
    }

    private static String tag(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) {
        String id = "upload-" + ++tags;
        uploads.put(id, new Open(name, now, new TreeMap<>()));
        return new Upload(id, now);
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) {
        Open open = uploads.get(uploadId);
        if (open == null) {
            throw new UploadGone(uploadId);
        }
        String tag = "part-" + ++tags;
        open.parts().put(number, new Stored(bytes, tag));
        return tag;
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) {
        Open open = uploads.get(uploadId);
        if (open == null) {
            return false;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Part part : parts) {
            Stored stored = open.parts().get(part.number());
            if (stored == null || !stored.tag().equals(part.tag())) {
                throw new Refused("InvalidPart " + part + " of " + name);
            }
            all.writeBytes(stored.bytes());
        }
        onComplete.accept(name, all.toByteArray());
        objects.put(name, all.toByteArray());
        uploads.remove(uploadId);
        return true;
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) {
        uploads.remove(uploadId);
    }

    @Override
    public Presence look(ObjectName name) {
        return new Presence(objects.containsKey(name), now);
    }

    /** What somebody does who reads the bucket and takes away what was read. */
    public void take(ObjectName name) {
        objects.remove(name);
    }

    /** Time goes on, and the bucket's rule aborts what was begun a day ago. */
    public void pass(Duration time) {
        now = now.plus(time);
        uploads.values().removeIf(open -> !open.begun().plus(LIFECYCLE).isAfter(now));
    }

    public Map<ObjectName, byte[]> objects() {
        return new HashMap<>(objects);
    }

    public List<String> uploads() {
        return new ArrayList<>(uploads.keySet());
    }

    /** An answer that is an error for good. */
    public static class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** A lifecycle rule has aborted it. */
    public static final class UploadGone extends Refused {

        private static final long serialVersionUID = 1L;

        UploadGone(String uploadId) {
            super("NoSuchUpload " + uploadId);
        }
    }
}
