package io.millrace.firehose.config;

import io.millrace.firehose.config.BufferHints.Hint;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** When a buffer is delivered. */
final class BufferOptions implements OptionGroup {

    static final String SIZE = "buffer.size.mib";
    static final String INTERVAL = "buffer.interval.seconds";
    static final String RETRY = "retry.duration.seconds";

    @Override
    public String name() {
        return "Buffers";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.whole(
                                SIZE,
                                "Size (MiB)",
                                "How much is buffered before it is delivered, measured before compression: a hint."
                                        + " Allowed are " + ranges(BufferHints::mebibytes) + "; with "
                                        + FormatOptions.FORMAT
                                        + " parquet or orc " + BufferHints.CONVERSION.range() + ".")
                        .within(1, 128)
                        .defaultsToWhat("`5`; with format conversion `128`")
                        .high(),
                Option.whole(
                                INTERVAL,
                                "Interval (s)",
                                "How long a record waits at most before it is delivered; no new record is needed for it."
                                        + " Allowed are " + ranges(BufferHints::intervalSeconds)
                                        + "; 0 not with dynamic partitioning.")
                        .within(0, 900)
                        .defaultsToWhat("`300`; splunk `60`")
                        .high(),
                Option.whole(
                                RETRY,
                                "Retry duration (s)",
                                "How long a destination that refuses is asked again before the records go to the error"
                                        + " output. For s3 itself: how long until the task fails, having lost nothing."
                                        + " Allowed are " + ranges(BufferHints::retrySeconds) + ".")
                        .within(0, 604_800)
                        .defaultsToWhat("`300`; s3 `86400`"));
    }

    @Override
    public void check(Values values) {
        DestinationType destination = DestinationOptions.type(values);
        BufferHints hints = BufferHints.of(destination);
        String of = " for destination " + DestinationOptions.TYPES.word(destination);
        if (FormatOptions.converts(values)) {
            check(values, SIZE, BufferHints.CONVERSION, " with format conversion");
        } else {
            check(values, SIZE, hints.mebibytes(), of);
        }
        check(values, INTERVAL, hints.intervalSeconds(), of);
        check(values, RETRY, hints.retrySeconds(), of);
        if (!values.isFaulty(INTERVAL)
                && values.number(INTERVAL).filter(seconds -> seconds == 0).isPresent()
                && PartitioningOptions.isDynamic(values)) {
            values.fault(INTERVAL, "0 cannot be had with dynamic partitioning: write 60 or more");
        }
    }

    private static void check(Values values, String key, Hint hint, String when) {
        if (!values.isFaulty(key)) {
            values.number(key)
                    .filter(number -> !hint.range().contains(number))
                    .ifPresent(number -> values.fault(
                            key, number.longValue() + " is out of range" + when + ": write " + hint.range()));
        }
    }

    static BufferSettings read(Values values) {
        BufferHints hints = BufferHints.of(DestinationOptions.type(values));
        Hint size = FormatOptions.converts(values) ? BufferHints.CONVERSION : hints.mebibytes();
        return new BufferSettings(
                (long) orUsual(values, SIZE, size) << 20,
                Duration.ofSeconds(orUsual(values, INTERVAL, hints.intervalSeconds())),
                Duration.ofSeconds(orUsual(values, RETRY, hints.retrySeconds())));
    }

    private static int orUsual(Values values, String key, Hint hint) {
        return values.number(key).map(Double::intValue).orElse(hint.usual());
    }

    private static String ranges(Function<BufferHints, Hint> hint) {
        return String.join(
                ", ",
                List.of(DestinationType.values()).stream()
                        .map(type -> DestinationOptions.TYPES.word(type) + " "
                                + hint.apply(BufferHints.of(type)).range())
                        .toList());
    }
}
