package io.millrace.firehose.delivery.simulation;

import io.millrace.firehose.delivery.Head;
import io.millrace.firehose.delivery.HeadCodec;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Leaves out what the protocol does, so that the protocol itself need not know how. */
final class CarelessStore implements ObjectStore {

    private final InMemoryStore all;
    private final ObjectStore store;
    private final Set<Omission> omissions;
    private final Predicate<String> isOwn;
    private boolean opened;
    private boolean refused;

    CarelessStore(InMemoryStore all, ObjectStore store, Set<Omission> omissions, Predicate<String> isOwn) {
        this.all = all;
        this.store = store;
        this.omissions = omissions;
        this.isOwn = isOwn;
    }

    void opened() {
        opened = true;
    }

    @Override
    public Optional<Stored> get(ObjectName name) throws NoAnswerException {
        Optional<Stored> stored = store.get(name);
        return refused && omissions.contains(Omission.READING_WHEN_REFUSED) ? stored.map(this::strange) : stored;
    }

    private Stored strange(Stored stored) {
        Head head = HeadCodec.decode(stored.bytes());
        Head other = new Head(head.topic(), head.partition(), head.writer(), "not " + head.number(), head.unit());
        return new Stored(HeadCodec.encode(other), stored.tag());
    }

    @Override
    public Optional<String> create(ObjectName name, byte[] bytes) throws NoAnswerException {
        return written(store.create(name, bytes));
    }

    @Override
    public Optional<String> replace(ObjectName name, byte[] bytes, String tag) throws NoAnswerException {
        return omissions.contains(Omission.IF_MATCH)
                ? Optional.of(all.put(name, bytes))
                : written(store.replace(name, bytes, tag));
    }

    private Optional<String> written(Optional<String> tag) {
        refused = tag.isEmpty();
        return tag;
    }

    @Override
    public boolean completeUpload(ObjectName name, String uploadId, List<Part> parts) throws NoAnswerException {
        Omission showing = opened ? Omission.SHOWING_WHEN_FENCED : Omission.SHOWING_AT_OPEN;
        return (omissions.contains(showing) && !isOwn.test(uploadId)) || store.completeUpload(name, uploadId, parts);
    }

    @Override
    public Upload createUpload(ObjectName name, Optional<String> contentEncoding) throws NoAnswerException {
        return store.createUpload(name, contentEncoding);
    }

    @Override
    public String uploadPart(ObjectName name, String uploadId, int number, byte[] bytes) throws NoAnswerException {
        return store.uploadPart(name, uploadId, number, bytes);
    }

    @Override
    public void abortUpload(ObjectName name, String uploadId) throws NoAnswerException {
        store.abortUpload(name, uploadId);
    }

    @Override
    public Presence look(ObjectName name) throws NoAnswerException {
        return store.look(name);
    }
}
