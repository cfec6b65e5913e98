package io.millrace.firehose.prefix;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The two prefixes of an S3 destination, which the service checks together.
 *
 * @param data where records go
 * @param error where records go that could not be delivered
 */
public record Prefixes(PrefixTemplate data, PrefixTemplate error) {

    /**
     * @param prefix Prefix, if there is one
     * @param errorOutputPrefix ErrorOutputPrefix, if there is one; else errors go below the prefix
     * @throws PrefixException if the service would refuse them
     */
    public static Prefixes parse(@Nullable String prefix, @Nullable String errorOutputPrefix, ZoneId zone) {
        String dataText = prefix == null ? "" : prefix;
        PrefixTemplate data = PrefixTemplate.parse(dataText, PrefixRules.PREFIX, zone);
        boolean noError = errorOutputPrefix == null || errorOutputPrefix.isEmpty();
        if (noError && data.hasExpressions()) {
            throw new PrefixException("ErrorOutputPrefix: it is needed, because Prefix has expressions: write, for"
                    + " example, errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/");
        }
        return new Prefixes(
                data,
                PrefixTemplate.parse(noError ? dataText : errorOutputPrefix, PrefixRules.ERROR_OUTPUT_PREFIX, zone));
    }
}
