package io.millrace.firehose.delivery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The commit protocol of one partition, one request a step: read the head, show what it intends, then for every unit put the next head and show it.
 *
 * <p>A new one opens the partition: steps are taken until it is ready. It is dropped without a word, at any moment; whoever comes next finishes it. What was
 * committed without an answer must then be left alone, its uploads too: the request may arrive yet.
 */
public final class PartitionCommit implements Commitment {

    private final ObjectStore store;
    private final Place place;
    private final Supplier<String> numbers;
    private final MissingObjects missing;
    private @Nullable Version known;
    private @Nullable Call call = this::open;
    private List<Showing> showing = List.of();

    /** @param numbers never the same twice, of any writer */
    public PartitionCommit(ObjectStore store, Place place, Supplier<String> numbers, MissingObjects missing) {
        this.store = store;
        this.place = place;
        this.numbers = numbers;
        this.missing = missing;
    }

    /**
     * Whose head, and where it is.
     *
     * @param writer who we are, for people
     */
    public record Place(ObjectName name, String topic, int partition, String writer) {}

    private record Version(Head head, String tag) {}

    @FunctionalInterface
    private interface Call {
        Progress make() throws NoAnswerException;
    }

    @Override
    public boolean isReady() {
        return call == null && showing.stream().allMatch(Showing::isDone);
    }

    /** Nothing if there is no head, and the consumer group's offset counts. */
    @Override
    public OptionalLong next() {
        if (!isReady()) {
            throw new IllegalStateException("Not ready");
        }
        return known == null
                ? OptionalLong.empty()
                : OptionalLong.of(known.head().next());
    }

    /** Our own steps take them one by one. */
    @Override
    public List<Showing> showing() {
        return showing.stream().filter(file -> !file.isDone()).toList();
    }

    @Override
    public void commit(DeliveryUnit unit) {
        OptionalLong next = next();
        if (next.isPresent() && unit.from() != next.getAsLong()) {
            throw new IllegalArgumentException("The unit of " + unit + " does not begin at " + next.getAsLong());
        }
        begin(unit);
    }

    /** Commits that delivery goes on at an offset, whatever was delivered. */
    public void moveTo(long offset) {
        if (!isReady()) {
            throw new IllegalStateException("Not ready");
        }
        begin(DeliveryUnit.empty(offset));
    }

    private void begin(DeliveryUnit unit) {
        Head head = new Head(place.topic(), place.partition(), place.writer(), numbers.get(), unit);
        call = () -> put(head);
    }

    @Override
    public Progress step() {
        try {
            if (call != null) {
                return call.make();
            }
            List<Showing> left = showing();
            if (left.isEmpty()) {
                throw new IllegalStateException("Nothing to do");
            }
            left.get(0).step();
            return new Progress.Moved();
        } catch (NoAnswerException e) {
            return new Progress.NoAnswer(e);
        }
    }

    private Progress open() throws NoAnswerException {
        Optional<Version> found = read();
        found.ifPresent(this::show);
        call = null;
        return new Progress.Moved();
    }

    private Progress put(Head head) throws NoAnswerException {
        byte[] bytes = HeadCodec.encode(head);
        Optional<String> tag =
                known == null ? store.create(place.name(), bytes) : store.replace(place.name(), bytes, known.tag());
        if (tag.isPresent()) {
            return committed(new Version(head, tag.get()));
        }
        call = () -> resolve(head);
        return new Progress.Moved();
    }

    /** A put was refused: by what others wrote, or by our own that had no answer, of which the store's client does not always tell. */
    private Progress resolve(Head ours) throws NoAnswerException {
        Version found = read().orElseThrow(() -> new HeadException("The " + ours + " cannot be written: " + place.name()
                + " was there and is gone. Where delivery is nobody knows; reset the offsets to say it"));
        if (found.head().number().equals(ours.number())) {
            return committed(found);
        }
        if (known != null && found.head().number().equals(known.head().number())) {
            call = () -> put(ours);
            return new Progress.Moved();
        }
        show(found);
        call = null;
        return new Progress.Fenced(ours.unit(), found.head());
    }

    private Progress committed(Version version) {
        show(version);
        call = null;
        return new Progress.Committed(version.head());
    }

    private void show(Version version) {
        known = version;
        showing = version.head().unit().files().stream()
                .map(file -> new Showing(store, version.head(), file, missing))
                .toList();
    }

    private Optional<Version> read() throws NoAnswerException {
        Optional<Version> found =
                store.get(place.name()).map(stored -> new Version(HeadCodec.decode(stored.bytes()), stored.tag()));
        found.map(Version::head).ifPresent(head -> {
            if (!head.topic().equals(place.topic()) || head.partition() != place.partition()) {
                throw new HeadException(
                        place.name() + " is the " + head + ", not of " + place.topic() + "-" + place.partition());
            }
        });
        return found;
    }
}
