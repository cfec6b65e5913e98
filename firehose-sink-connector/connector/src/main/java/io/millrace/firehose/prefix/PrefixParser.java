package io.millrace.firehose.prefix;

import io.millrace.firehose.prefix.PrefixPart.ErrorOutputType;
import io.millrace.firehose.prefix.PrefixPart.Literal;
import io.millrace.firehose.prefix.PrefixPart.QueryKey;
import io.millrace.firehose.prefix.PrefixPart.RandomString;
import io.millrace.firehose.prefix.PrefixPart.Timestamp;
import io.millrace.firehose.prefix.PrefixPart.TransformKey;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From text to parts. An expression ends at the first closing brace, so a timestamp's pattern cannot hold one. */
final class PrefixParser {

    private static final String OPEN = "!{";

    private final String text;
    private final PrefixRules rules;
    private final ZoneId zone;

    PrefixParser(String text, PrefixRules rules, ZoneId zone) {
        this.text = text;
        this.rules = rules;
        this.zone = zone;
    }

    List<PrefixPart> parse() {
        List<PrefixPart> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            if (open != at) {
                int end = open < 0 ? text.length() : open;
                parts.add(new Literal(text.substring(at, end)));
                at = end;
            } else {
                int close = text.indexOf('}', open);
                if (close < 0) {
                    throw refuse("the expression that starts with \"" + text.substring(open)
                            + "\" has no closing brace: write !{namespace:value}");
                }
                parts.add(expression(text.substring(open, close + 1)));
                at = close + 1;
            }
        }
        return parts;
    }

    private PrefixPart expression(String whole) {
        String inside = whole.substring(OPEN.length(), whole.length() - 1);
        int colon = inside.indexOf(':');
        if (colon < 0) {
            throw refuse(whole + " has no colon: write !{namespace:value}, where namespace:value is one of "
                    + rules.allowed());
        }
        String value = inside.substring(colon + 1);
        if (value.isEmpty()) {
            throw refuse(whole + " has no value after the colon");
        }
        return switch (inside.substring(0, colon)) {
            case "timestamp" -> timestamp(whole, value);
            case "firehose" -> firehose(whole, value);
            case "partitionKeyFromQuery" -> keys(whole, new QueryKey(value));
            case "partitionKeyFromLambda" -> keys(whole, new TransformKey(value));
            default -> throw refuse(whole + " has an unknown namespace: use one of " + rules.allowed());
        };
    }

    private PrefixPart timestamp(String whole, String pattern) {
        try {
            DateTimeFormatter formatter =
                    DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(zone);
            // some patterns are well formed and cannot be printed
            formatter.formatTo(PrefixTemplate.LONG_DATE, new StringBuilder());
            return new Timestamp(formatter);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refuse(whole + " is not a pattern of Java's DateTimeFormatter (" + e.getMessage()
                    + "): write, for example, !{timestamp:yyyy/MM/dd}");
        }
    }

    private PrefixPart firehose(String whole, String value) {
        return switch (value) {
            case "random-string" -> new RandomString();
            case "error-output-type" -> {
                if (rules != PrefixRules.ERROR_OUTPUT_PREFIX) {
                    throw refuse(whole + " may only be in ErrorOutputPrefix: take it out");
                }
                yield new ErrorOutputType();
            }
            default ->
                throw refuse(whole + " is unknown: write !{firehose:random-string} or, in ErrorOutputPrefix,"
                        + " !{firehose:error-output-type}");
        };
    }

    private PrefixPart keys(String whole, PrefixPart part) {
        if (rules == PrefixRules.ERROR_OUTPUT_PREFIX) {
            throw refuse(whole + " may only be in Prefix: use " + rules.allowed());
        }
        return part;
    }

    private PrefixException refuse(String why) {
        return new PrefixException(rules.parameter() + ": " + why);
    }
}
