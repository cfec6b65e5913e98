package io.millrace.firehose.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time as jq has it: an array of eight numbers, which are C's {@code struct tm} with the full year.
 *
 * @param month from 0
 * @param day from 1
 * @param second with its fraction
 * @param weekDay from Sunday, which is 0
 * @param yearDay from 0
 */
record BrokenDownTime(int year, int month, int day, int hour, int minute, double second, int weekDay, int yearDay) {

    private static final int FIELDS = 8;

    /** Before 1970 with a fraction it is a second late, as in jq 1.6. */
    static BrokenDownTime ofEpoch(double seconds) {
        LocalDateTime time = LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC);
        return ofDate(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond() + (seconds - Math.floor(seconds)));
    }

    /** With the days of week and year that the date has; as in C, day 0 is the day before the first. */
    static BrokenDownTime ofDate(int year, int month, int day, int hour, int minute, double second) {
        LocalDate date = date(year, month, day);
        int yearDay = (int) (date.toEpochDay() - LocalDate.of(year, 1, 1).toEpochDay());
        return new BrokenDownTime(
                year, month, day, hour, minute, second, date.getDayOfWeek().getValue() % 7, yearDay);
    }

    /** Whether {@link #ofJson} understands it. */
    static boolean is(JsonNode json) {
        if (!json.isArray() || json.size() < FIELDS) {
            return false;
        }
        for (int i = 0; i < FIELDS; i++) {
            if (!json.get(i).isNumber()) {
                return false;
            }
        }
        return true;
    }

    static BrokenDownTime ofJson(JsonNode json) {
        return new BrokenDownTime(
                json.get(0).intValue(),
                json.get(1).intValue(),
                json.get(2).intValue(),
                json.get(3).intValue(),
                json.get(4).intValue(),
                json.get(5).doubleValue(),
                json.get(6).intValue(),
                json.get(7).intValue());
    }

    ArrayNode toJson() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(FIELDS);
        json.add(year).add(month).add(day).add(hour).add(minute);
        if (second == Math.rint(second)) {
            json.add((int) second);
        } else {
            json.add(second);
        }
        return json.add(weekDay).add(yearDay);
    }

    long epochSecond() {
        return date().toEpochDay() * 86_400 + hour * 3600L + minute * 60L + (long) second;
    }

    LocalDate date() {
        return date(year, month, day);
    }

    private static LocalDate date(int year, int month, int day) {
        return LocalDate.of(year, 1, 1).plusMonths(month).plusDays(day - 1L);
    }
}
