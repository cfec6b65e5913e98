package io.millrace.firehose.prefix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.prefix.PrefixPart.ErrorOutputType;
import io.millrace.firehose.prefix.PrefixPart.Literal;
import io.millrace.firehose.prefix.PrefixPart.QueryKey;
import io.millrace.firehose.prefix.PrefixPart.RandomString;
import io.millrace.firehose.prefix.PrefixPart.Timestamp;
import io.millrace.firehose.prefix.PrefixPart.TransformKey;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Prefix or an ErrorOutputPrefix, understood.
 *
 * <p>A template with partition keys is bound to a record first; two records belong to one object exactly if their bound templates are equal.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html">Custom prefixes</a>
 */
public final class PrefixTemplate {

    /** A Wednesday in September: no date is longer. */
    static final Instant LONG_DATE = Instant.parse("2026-09-30T22:22:22.222222222Z");

    private static final int MAX_TEXT = 1024;
    private static final int MAX_EVALUATED = 512;
    private static final Pattern NO_NAME = Pattern.compile("(^|/)\\.\\.?/|[\\p{Cntrl}\\uFFFE\\uFFFF]");
    private static final String HOUR = "!{timestamp:yyyy/MM/dd/HH}/";
    private static final String ERROR_FOLDER = "!{firehose:error-output-type}/";

    private final PrefixRules rules;
    private final List<PrefixPart> parts;
    private final boolean expressions;
    private final boolean keyed;

    private PrefixTemplate(PrefixRules rules, List<PrefixPart> parts, boolean expressions, boolean keyed) {
        this.rules = rules;
        this.parts = List.copyOf(parts);
        this.expressions = expressions;
        this.keyed = keyed;
    }

    public static PrefixTemplate parse(String text, PrefixRules rules) {
        return parse(text, rules, ZoneOffset.UTC);
    }

    /**
     * @param zone CustomTimeZone
     * @throws PrefixException if the service would refuse the text
     */
    public static PrefixTemplate parse(String text, PrefixRules rules, ZoneId zone) {
        if (text.length() > MAX_TEXT) {
            throw new PrefixException(rules.parameter() + ": " + text.length() + " characters are too many: write "
                    + MAX_TEXT + " at most");
        }
        List<PrefixPart> parts = new PrefixParser(text, rules, zone).parse();
        boolean expressions = parts.stream().anyMatch(part -> !(part instanceof Literal));
        if (!expressions) {
            parts = new PrefixParser(text + defaults(rules), rules, zone).parse();
        } else if (rules == PrefixRules.ERROR_OUTPUT_PREFIX
                && parts.stream().noneMatch(ErrorOutputType.class::isInstance)) {
            throw new PrefixException("ErrorOutputPrefix: it has expressions, so it must have"
                    + " !{firehose:error-output-type} too: write, for example, errors/" + ERROR_FOLDER + HOUR);
        }
        PrefixTemplate template =
                new PrefixTemplate(rules, parts, expressions, parts.stream().anyMatch(PrefixTemplate::isKey));
        int longest = template.longest();
        if (longest > MAX_EVALUATED) {
            throw new PrefixException(rules.parameter() + ": it may evaluate to " + longest
                    + " bytes: shorten it, so that they are " + MAX_EVALUATED + " at most");
        }
        if (!template.isNameable()) {
            throw new PrefixException(
                    rules.parameter()
                            + ": it makes names with \"./\", \"../\" or control characters, which S3 does not take: leave them out");
        }
        return template;
    }

    private static String defaults(PrefixRules rules) {
        return rules == PrefixRules.PREFIX ? HOUR : ERROR_FOLDER + HOUR;
    }

    /** Whether the text had expressions; if not, the service's default was appended. */
    public boolean hasExpressions() {
        return expressions;
    }

    /** Whether objects differ by partition keys: dynamic partitioning. */
    public boolean hasPartitionKeys() {
        return keyed;
    }

    /** The keys that jq has to find. */
    public Set<String> queryKeys() {
        Set<String> keys = new HashSet<>();
        for (PrefixPart part : parts) {
            if (part instanceof QueryKey query) {
                keys.add(query.key());
            }
        }
        return keys;
    }

    /** The keys that the transform has to give. */
    public Set<String> transformKeys() {
        Set<String> keys = new HashSet<>();
        for (PrefixPart part : parts) {
            if (part instanceof TransformKey transform) {
                keys.add(transform.key());
            }
        }
        return keys;
    }

    /** This template with the record's keys in it, or nothing if the record lacks one of them. */
    public Optional<PrefixTemplate> bind(DeliveryRecord record) {
        if (!keyed) {
            return Optional.of(this);
        }
        List<PrefixPart> bound = new ArrayList<>(parts.size());
        for (PrefixPart part : parts) {
            if (!isKey(part)) {
                bound.add(part);
                continue;
            }
            String value = part instanceof QueryKey query
                    ? record.queryKeys().get(query.key())
                    : record.transformKeys().get(((TransformKey) part).key());
            if (value == null || value.isEmpty()) {
                return Optional.empty();
            }
            bound.add(new Literal(value));
        }
        return Optional.of(new PrefixTemplate(rules, bound, true, false));
    }

    /** Whether the prefix may be used: a record's keys can make it longer than the service's 512. */
    public boolean fits() {
        return longest() <= MAX_EVALUATED;
    }

    /**
     * Whether a store takes names that begin so: a record's keys can make a path that leads out of the bucket, which S3 refuses for ever, and control
     * characters, which its answers cannot tell.
     */
    public boolean isNameable() {
        StringBuilder path = new StringBuilder(64);
        for (PrefixPart part : parts) {
            if (part instanceof Literal literal) {
                path.append(literal.text());
            } else if (part instanceof Timestamp timestamp) {
                path.append(timestamp.formatter().format(LONG_DATE));
            } else {
                path.append('x');
            }
        }
        return !NO_NAME.matcher(path).find();
    }

    /**
     * The prefix of an object.
     *
     * @param oldest when the oldest record of the object arrived
     * @param random what random strings are drawn from
     */
    public String evaluate(Instant oldest, RandomGenerator random) {
        return evaluate(oldest, null, random);
    }

    /** The prefix of an object of errors. */
    public String evaluate(Instant oldest, @Nullable ErrorType error, RandomGenerator random) {
        StringBuilder to = new StringBuilder(64);
        for (PrefixPart part : parts) {
            append(part, oldest, error, random, to);
        }
        return to.toString();
    }

    private static void append(
            PrefixPart part, Instant oldest, @Nullable ErrorType error, RandomGenerator random, StringBuilder to) {
        if (part instanceof Literal literal) {
            to.append(literal.text());
        } else if (part instanceof Timestamp timestamp) {
            timestamp.formatter().formatTo(oldest, to);
        } else if (part instanceof RandomString) {
            RandomText.append(random, to);
        } else if (part instanceof ErrorOutputType) {
            if (error == null) {
                throw new IllegalStateException("an ErrorOutputPrefix is evaluated for an error");
            }
            to.append(error.folder());
        } else {
            throw new IllegalStateException("a template with partition keys is bound to a record first");
        }
    }

    private int longest() {
        int bytes = 0;
        for (PrefixPart part : parts) {
            if (part instanceof Literal literal) {
                bytes += literal.text().getBytes(UTF_8).length;
            } else if (part instanceof Timestamp timestamp) {
                bytes += timestamp.formatter().format(LONG_DATE).getBytes(UTF_8).length;
            } else if (part instanceof RandomString) {
                bytes += RandomText.LENGTH;
            } else if (part instanceof ErrorOutputType) {
                bytes += ErrorType.OPENSEARCH_FAILED.folder().length();
            }
        }
        return bytes;
    }

    private static boolean isKey(PrefixPart part) {
        return part instanceof QueryKey || part instanceof TransformKey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrefixTemplate that && rules == that.rules && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }
}
