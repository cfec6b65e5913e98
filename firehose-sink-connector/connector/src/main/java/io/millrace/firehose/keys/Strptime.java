package io.millrace.firehose.keys;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** C's strptime in the C locale. Zones are read and not applied, as glibc has it. */
final class Strptime {

    /** The text is not what the format says. */
    static final class MismatchException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String text;
    private int at;

    private int year = 1900;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int yearDay = -1;
    private boolean twelve;
    private boolean afternoon;

    Strptime(String text) {
        this.text = text;
    }

    BrokenDownTime parse(String format) throws MismatchException {
        read(format);
        if (twelve) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        if (yearDay >= 0 && day == 0) {
            LocalDate date = LocalDate.of(year, 1, 1).plusDays(yearDay);
            month = date.getMonthValue() - 1;
            day = date.getDayOfMonth();
        }
        return BrokenDownTime.ofDate(year, month, day, hour, minute, second);
    }

    /** What {@link #parse} has left. */
    String rest() {
        return text.substring(at);
    }

    private void read(String format) throws MismatchException {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (Character.isWhitespace(c)) {
                skipSpace();
            } else if (c == '%' && i + 1 < format.length()) {
                convert(format.charAt(++i));
            } else {
                literal(c);
            }
        }
    }

    private void convert(char conversion) throws MismatchException {
        switch (conversion) {
            case 'Y' -> year = number(4, 0, 9999);
            case 'y' -> {
                int inCentury = number(2, 0, 99);
                year = inCentury + (inCentury < 69 ? 2000 : 1900);
            }
            case 'm' -> month = number(2, 1, 12) - 1;
            case 'B', 'b', 'h' -> month = name(Strftime.MONTHS);
            case 'd', 'e' -> day = number(2, 1, 31);
            case 'j' -> yearDay = number(3, 1, 366) - 1;
            case 'A', 'a' -> name(Strftime.DAYS);
            case 'H', 'k' -> {
                hour = number(2, 0, 23);
                twelve = false;
            }
            case 'I', 'l' -> {
                hour = number(2, 1, 12);
                twelve = true;
            }
            case 'p' -> afternoon = name(List.of("AM", "PM")) == 1;
            case 'M' -> minute = number(2, 0, 59);
            case 'S' -> second = number(2, 0, 61);
            case 's' -> epoch();
            case 'Z' -> zoneName();
            case 'z' -> offset();
            case 'D' -> read("%m/%d/%y");
            case 'F' -> read("%Y-%m-%d");
            case 'T' -> read("%H:%M:%S");
            case 'R' -> read("%H:%M");
            case 'n', 't' -> skipSpace();
            case '%' -> literal('%');
            default -> throw new MismatchException();
        }
    }

    private int number(int maxDigits, int min, int max) throws MismatchException {
        skipSpace();
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < maxDigits && isDigit(text.charAt(at))) {
            value = value * 10 + (text.charAt(at++) - '0');
        }
        if (at == start || value < min || value > max) {
            throw new MismatchException();
        }
        return value;
    }

    /** In full or by its first three letters, in any case. */
    private int name(List<String> names) throws MismatchException {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            for (int length : new int[] {name.length(), Math.min(3, name.length())}) {
                if (text.regionMatches(true, at, name, 0, length)) {
                    at += length;
                    return i;
                }
            }
        }
        throw new MismatchException();
    }

    private void epoch() throws MismatchException {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > 11) {
            throw new MismatchException();
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(Long.parseLong(text.substring(start, at)), 0, ZoneOffset.UTC);
        year = time.getYear();
        month = time.getMonthValue() - 1;
        day = time.getDayOfMonth();
        hour = time.getHour();
        minute = time.getMinute();
        second = time.getSecond();
    }

    private void zoneName() {
        skipSpace();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void offset() throws MismatchException {
        skipSpace();
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return;
        }
        if (at == text.length() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            throw new MismatchException();
        }
        at++;
        number(2, 0, 99);
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            number(2, 0, 59);
        } else if (at < text.length() && isDigit(text.charAt(at))) {
            number(2, 0, 59);
        }
    }

    private void literal(char expected) throws MismatchException {
        if (at == text.length() || text.charAt(at) != expected) {
            throw new MismatchException();
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
