package io.millrace.firehose.delivery.simulation;

import io.millrace.firehose.delivery.Head;
import io.millrace.firehose.delivery.HeadCodec;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.PartitionCommit.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A partition of some records, a bucket, and who looks whether each record is seen once. A record is a byte, its offset. */
final class World {

    static final ObjectName HEAD = new ObjectName("bucket", "heads/topic/0");

    final InMemoryStore store = new InMemoryStore();
    final List<Runnable> late = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    private final List<Supplier<String>> trace = new ArrayList<>();
    final int records;
    final Set<Omission> omissions;
    private final int[] seen;
    private @Nullable Head head;
    private int names;
    long groupOffset;
    boolean someoneStopped;
    int commits;

    World(int records, Set<Omission> omissions) {
        this.records = records;
        this.omissions = omissions;
        this.seen = new int[records];
        store.onPut(this::put);
        store.onComplete(this::shown);
    }

    Place place(String writer) {
        return new Place(HEAD, "topic", 0, writer);
    }

    int newName() {
        return ++names;
    }

    private void put(ObjectName name, byte[] bytes) {
        Head newer = HeadCodec.decode(bytes);
        if (newer.unit().from() != (head == null ? 0 : head.next())) {
            violate(newer + " begins at " + newer.unit().from() + " after " + head);
        }
        say(() -> "  " + newer + ", " + newer.unit());
        head = newer;
        commits++;
    }

    private void shown(ObjectName name, byte[] bytes) {
        say(() -> "  shown: " + name.key());
        if (store.objects().containsKey(name)) {
            violate(name + " is overwritten");
        }
        for (byte offset : bytes) {
            if (++seen[offset] > 1) {
                violate("record " + offset + " is seen twice");
            }
        }
    }

    void takeSomeObject(IntUnaryOperator choose) {
        List<ObjectName> taken = store.objects().keySet().stream()
                .filter(name -> !name.equals(HEAD))
                .toList();
        if (!taken.isEmpty()) {
            store.take(taken.get(choose.applyAsInt(taken.size())));
        }
    }

    void land(int which) {
        say(() -> "a late request arrives");
        late.remove(which).run();
    }

    /** Once everybody has done what there is to do. */
    void checkThatAllIsSeen() {
        for (int offset = 0; offset < records; offset++) {
            if (seen[offset] != 1 && !someoneStopped) {
                violate("record " + offset + " is seen " + seen[offset] + " times in the end");
            }
        }
    }

    void say(Supplier<String> what) {
        trace.add(what);
    }

    List<Supplier<String>> trace() {
        return trace;
    }

    void violate(String what) {
        violations.add(what);
        say(() -> "WRONG: " + what);
    }
}
