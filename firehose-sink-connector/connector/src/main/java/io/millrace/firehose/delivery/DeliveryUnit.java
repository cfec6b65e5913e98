package io.millrace.firehose.delivery;

import java.util.List;

/**
 * What a partition has taken since its last commit.
 *
 * @param from the first offset, S
 * @param next the offset after the last one, E + 1; the same as {@code from} if the unit only settles the one before
 * @param files none if all records were dropped
 */
public record DeliveryUnit(long from, long next, List<PendingFile> files) {

    public DeliveryUnit {
        files = List.copyOf(files);
        if (from < 0 || next < from || (next == from && !files.isEmpty())) {
            throw new IllegalArgumentException(
                    "no unit: from " + from + " to before " + next + " in " + files.size() + " files");
        }
        if (files.stream().map(PendingFile::name).distinct().count() < files.size()) {
            throw new IllegalArgumentException("two files of a unit have one name: " + files);
        }
    }

    /** Nothing at all, at an offset. */
    public static DeliveryUnit empty(long at) {
        return new DeliveryUnit(at, at, List.of());
    }

    @Override
    public String toString() {
        return "offsets " + from + " to " + (next - 1) + " in " + files.size() + " files";
    }
}
