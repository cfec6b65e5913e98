package io.millrace.firehose.keys;

import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/** C's strftime in the C locale and UTC. A conversion that it does not know stays as it is. */
final class Strftime {

    static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private Strftime() {}

    static String format(String format, BrokenDownTime time) {
        StringBuilder to = new StringBuilder(format.length() + 16);
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                to.append(convert(format.charAt(++i), time));
            } else {
                to.append(c);
            }
        }
        return to.toString();
    }

    private static String convert(char conversion, BrokenDownTime t) {
        return switch (conversion) {
            case 'Y' -> Integer.toString(t.year());
            case 'y' -> two(Math.floorMod(t.year(), 100));
            case 'C' -> two(Math.floorDiv(t.year(), 100));
            case 'm' -> two(t.month() + 1);
            case 'B' -> name(MONTHS, t.month());
            case 'b', 'h' -> shortName(MONTHS, t.month());
            case 'd' -> two(t.day());
            case 'e' -> spaced(t.day());
            case 'j' -> String.format(Locale.ROOT, "%03d", t.yearDay() + 1);
            case 'A' -> name(DAYS, t.weekDay());
            case 'a' -> shortName(DAYS, t.weekDay());
            case 'u' -> Integer.toString(t.weekDay() == 0 ? 7 : t.weekDay());
            case 'w' -> Integer.toString(t.weekDay());
            case 'U' -> two((t.yearDay() + 7 - t.weekDay()) / 7);
            case 'W' -> two((t.yearDay() + 7 - (t.weekDay() + 6) % 7) / 7);
            case 'V' -> two(t.date().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> Integer.toString(t.date().get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> two(Math.floorMod(t.date().get(IsoFields.WEEK_BASED_YEAR), 100));
            case 'H' -> two(t.hour());
            case 'k' -> spaced(t.hour());
            case 'I' -> two(twelve(t.hour()));
            case 'l' -> spaced(twelve(t.hour()));
            case 'p' -> t.hour() < 12 ? "AM" : "PM";
            case 'P' -> t.hour() < 12 ? "am" : "pm";
            case 'M' -> two(t.minute());
            case 'S' -> two((int) t.second());
            case 's' -> Long.toString(t.epochSecond());
            case 'Z' -> "UTC";
            case 'z' -> "+0000";
            case 'D', 'x' -> format("%m/%d/%y", t);
            case 'F' -> format("%Y-%m-%d", t);
            case 'T', 'X' -> format("%H:%M:%S", t);
            case 'R' -> format("%H:%M", t);
            case 'r' -> format("%I:%M:%S %p", t);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", t);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + conversion;
        };
    }

    private static int twelve(int hour) {
        return hour % 12 == 0 ? 12 : hour % 12;
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static String spaced(int number) {
        return String.format(Locale.ROOT, "%2d", number);
    }

    private static String name(List<String> names, int index) {
        return index < 0 || index >= names.size() ? "?" : names.get(index);
    }

    private static String shortName(List<String> names, int index) {
        String name = name(names, index);
        return name.substring(0, Math.min(3, name.length()));
    }
}
