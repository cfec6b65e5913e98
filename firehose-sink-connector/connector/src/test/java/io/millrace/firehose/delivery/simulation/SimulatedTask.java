package io.millrace.firehose.delivery.simulation;

import io.millrace.firehose.delivery.DeliveryUnit;
import io.millrace.firehose.delivery.HeadException;
import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.Part;
import io.millrace.firehose.delivery.PartitionCommit;
import io.millrace.firehose.delivery.PendingFile;
import io.millrace.firehose.delivery.Progress;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task, or what is left of one: every step makes one request at most, so whoever does not take the next step has died, or sleeps, between two
 * of them. It cuts units and files as it likes, each time otherwise.
 */
final class SimulatedTask {

    private final World world;
    private final String name;
    private final IntUnaryOperator choose;
    private final CarelessStore store;
    private final Set<String> own = new HashSet<>();
    private final Deque<PendingFile> toAbort = new ArrayDeque<>();
    private final Deque<PendingFile> toShowEarly = new ArrayDeque<>();
    private final Deque<byte[]> toUpload = new ArrayDeque<>();
    private final List<PendingFile> uploaded = new ArrayList<>();
    private PartitionCommit commit;
    private ObjectStore.@Nullable Upload upload;
    private @Nullable ObjectName uploadName;
    private final List<Part> parts = new ArrayList<>();
    private int partNumber = 1;
    private int partsAt;
    private long position = -1;
    private long unitEnd = -1;
    private boolean offsetsCommitted = true;
    private boolean settled;
    private boolean stopped;

    SimulatedTask(World world, String name, IntUnaryOperator choose, Supplier<Fate> fates) {
        this.world = world;
        this.name = name;
        this.choose = choose;
        this.store = new CarelessStore(
                world.store, new UnreliableStore(world.store, fates, world.late::add), world.omissions, own::contains);
        this.commit = newCommit();
    }

    private PartitionCommit newCommit() {
        boolean numbered = !world.omissions.contains(Omission.NEW_NUMBERS);
        boolean accepts = world.omissions.contains(Omission.STOPPING_AT_OLD_UPLOADS);
        return new PartitionCommit(
                store,
                world.place(name),
                () -> numbered ? "n" + world.newName() : "n",
                accepts ? MissingObjects.ACCEPT : MissingObjects.STOP);
    }

    boolean isIdle() {
        return stopped
                || (toAbort.isEmpty()
                        && commit.isReady()
                        && offsetsCommitted
                        && position == world.records
                        && unitEnd < 0
                        && settled);
    }

    boolean isStopped() {
        return stopped;
    }

    void step() {
        if (stopped) {
            return;
        }
        try {
            work();
        } catch (NoAnswerException e) {
            world.say(() -> name + ": no answer to " + e.getMessage());
        } catch (InMemoryStore.UploadGone e) {
            world.say(() -> name + " begins its unit again: " + e.getMessage());
            upload = null;
            drop();
        } catch (HeadException e) {
            world.say(() -> name + ": " + e.getMessage());
            world.someoneStopped = true;
            stopped = true;
        }
    }

    private void work() throws NoAnswerException {
        if (!toAbort.isEmpty()) {
            PendingFile file = toAbort.removeFirst();
            world.say(() -> name + " aborts " + file.name().key());
            store.abortUpload(file.name(), file.uploadId());
        } else if (!toShowEarly.isEmpty()) {
            PendingFile file = toShowEarly.removeFirst();
            store.completeUpload(file.name(), file.uploadId(), file.parts());
        } else if (!commit.isReady()) {
            advance();
        } else if (position < 0) {
            store.opened();
            position = commit.next().orElse(world.groupOffset);
        } else if (!offsetsCommitted) {
            world.groupOffset = position;
            offsetsCommitted = true;
        } else if (unitEnd < 0) {
            beginUnit();
        } else {
            upload();
        }
    }

    private void advance() {
        Progress progress = commit.step();
        if (progress instanceof Progress.Committed) {
            position = unitEnd;
            drop();
            offsetsCommitted = false;
        } else if (progress instanceof Progress.Fenced fenced) {
            world.say(() -> name + " is fenced by " + fenced.by());
            toAbort.addAll(fenced.lost().files());
            drop();
            position = -1;
        } else if (progress instanceof Progress.NoAnswer && unitEnd >= 0) {
            world.say(() -> name + ": no answer while it commits");
            if (world.omissions.contains(Omission.KEEPING_UPLOADS_WITHOUT_ANSWER)) {
                toAbort.addAll(uploaded);
                drop();
                position = -1;
                commit = newCommit();
            }
        }
    }

    private void drop() {
        unitEnd = -1;
        uploaded.clear();
        toUpload.clear();
    }

    private void beginUnit() {
        if (position == world.records) {
            if (!settled && choose.applyAsInt(3) == 0) {
                unitEnd = position;
                commit.commit(DeliveryUnit.empty(position));
            }
            settled = true;
            return;
        }
        int size = 1 + choose.applyAsInt((int) Math.min(4, world.records - position));
        unitEnd = position + size;
        List<ByteArrayOutputStream> files = new ArrayList<>();
        int count = 1 + choose.applyAsInt(Math.min(3, size));
        for (int i = 0; i < count; i++) {
            files.add(new ByteArrayOutputStream());
        }
        for (long offset = position; offset < unitEnd; offset++) {
            files.get(choose.applyAsInt(count)).write((int) offset);
        }
        files.stream()
                .map(ByteArrayOutputStream::toByteArray)
                .filter(bytes -> bytes.length > 0)
                .forEach(toUpload::add);
    }

    private void upload() throws NoAnswerException {
        byte[] content = toUpload.getFirst();
        if (upload == null) {
            uploadName = new ObjectName("bucket", name + "/" + position + "-" + world.newName());
            upload = store.createUpload(uploadName, Optional.empty());
            own.add(upload.id());
            parts.clear();
            partNumber = 1;
            partsAt = 0;
            return;
        }
        int size = 1 + choose.applyAsInt(content.length - partsAt);
        byte[] part = Arrays.copyOfRange(content, partsAt, partsAt + size);
        int number = partNumber;
        if (!world.omissions.contains(Omission.NEW_PART_NUMBERS)) {
            partNumber++;
        }
        parts.add(new Part(number, store.uploadPart(uploadName, upload.id(), number, part)));
        partNumber = number + 1;
        partsAt += size;
        if (partsAt == content.length) {
            finishFile(content);
        }
    }

    private void finishFile(byte[] content) {
        uploaded.add(new PendingFile(uploadName, upload.id(), upload.begun(), parts, content.length, content.length));
        upload = null;
        toUpload.removeFirst();
        if (toUpload.isEmpty()) {
            if (world.omissions.contains(Omission.COMMITTING_BEFORE_SHOWING)) {
                toShowEarly.addAll(uploaded);
            }
            DeliveryUnit unit = new DeliveryUnit(position, unitEnd, uploaded);
            commit.commit(unit);
            world.say(() -> name + " commits " + unit);
        }
    }
}
