package io.millrace.benchmarks.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * From values to places along an axis.
 *
 * @param title with the unit
 * @param ticks where there is a mark, in ascending order; the axis reaches from the first to the last
 * @param logarithmic whether equal ratios are equally far apart
 */
public record Axis(String title, List<Double> ticks, boolean logarithmic) {

    private static final int ROUGHLY = 5;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    public Axis {
        ticks = List.copyOf(ticks);
        if (ticks.size() < 2) {
            throw new IllegalArgumentException(title + ": an axis has two ends");
        }
    }

    /** Marks at the values themselves. */
    public static Axis logarithmic(String title, double... ticks) {
        return new Axis(title, DoubleStream.of(ticks).boxed().toList(), true);
    }

    /** Marks at the values themselves. */
    public static Axis linear(String title, double... ticks) {
        return new Axis(title, DoubleStream.of(ticks).boxed().toList(), false);
    }

    /** From zero to a round number that is not below any value, with marks at round numbers. */
    public static Axis fromZero(String title, DoubleStream values) {
        double most = Math.max(values.max().orElse(1), 1e-9);
        double step = roundUp(most / ROUGHLY);
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i == 0 || ticks.get(i - 1) < most; i++) {
            ticks.add(i * step);
        }
        return new Axis(title, ticks, false);
    }

    private static double roundUp(double value) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(value)));
        return DoubleStream.of(ROUND)
                        .filter(round -> round * magnitude >= value * (1 - 1e-9))
                        .findFirst()
                        .orElse(10)
                * magnitude;
    }

    /** 0 at the axis' beginning, 1 at its end. */
    double place(double value) {
        double first = scaled(ticks.get(0));
        return (scaled(value) - first) / (scaled(ticks.get(ticks.size() - 1)) - first);
    }

    private double scaled(double value) {
        return logarithmic ? Math.log(value) : value;
    }

    /** As short as can be: 250, 1,000, 40k, 2.5. */
    static String label(double tick) {
        if (tick >= 10_000) {
            return trimmed(tick / 1000) + "k";
        }
        return trimmed(tick);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%,.2f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
