package io.millrace.server.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of bytes, written as {@code 512}, {@code 64KiB}, {@code 16MiB}, {@code 1.5GiB} or, of the heap, {@code 25%}. */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?) ?(B|KiB|MiB|GiB|%)?");

    public ByteSize {
        if (bytes < 0) {
            throw new ConfigException(bytes + " is not a size");
        }
    }

    public static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(mebibytes << 20);
    }

    public static ByteSize parse(String text) {
        return parse(text, Runtime.getRuntime().maxMemory());
    }

    static ByteSize parse(String text, long heap) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ConfigException("'" + text + "' is not a size (like 512, 64KiB, 16MiB, 1GiB or 25%)");
        }
        double number = Double.parseDouble(matcher.group(1));
        double bytes = number * unit(matcher.group(2), heap);
        if (bytes > Long.MAX_VALUE / 2.0) {
            throw new ConfigException("'" + text + "' is too large a size");
        }
        return new ByteSize(Math.round(bytes));
    }

    private static double unit(@Nullable String unit, long heap) {
        if (unit == null) {
            return 1;
        }
        return switch (unit) {
            case "KiB" -> 1 << 10;
            case "MiB" -> 1 << 20;
            case "GiB" -> 1 << 30;
            case "%" -> heap / 100.0;
            default -> 1;
        };
    }

    /** The bytes for an API that counts them in an {@code int}: at most the largest array. */
    public int asInt() {
        return (int) Math.min(bytes, Integer.MAX_VALUE - 8);
    }

    @Override
    public String toString() {
        for (int shift = 30; shift > 0; shift -= 10) {
            if (bytes >= 1L << shift && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + unitName(shift);
            }
        }
        return bytes >= 1 << 20 ? String.format(Locale.ROOT, "%.1fMiB", bytes / 1048576.0) : bytes + "B";
    }

    private static String unitName(int shift) {
        return shift == 30 ? "GiB" : shift == 20 ? "MiB" : "KiB";
    }
}
