package io.millrace.benchmarks.micro;

import io.millrace.mapping.SequenceNumber;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sequence numbers to text and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SequenceNumbers {

    private final byte[] target = new byte[SequenceNumber.DIGITS];
    private SequenceNumber number = SequenceNumber.ofRecord(1_700_000_000L, 123_456_789L, 1_800_000_000_000L, 17);
    private String text = number.toString();

    @Benchmark
    public String print() {
        return number.toString();
    }

    @Benchmark
    public byte[] printInto() {
        number.print(target, 0);
        return target;
    }

    @Benchmark
    public Optional<SequenceNumber> parse() {
        return SequenceNumber.parse(text);
    }
}
