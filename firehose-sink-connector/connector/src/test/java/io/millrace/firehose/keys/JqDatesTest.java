package io.millrace.firehose.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected here is what jq 1.6 itself answers. */
class JqDatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "1425599621.678 | gmtime                                         # [2015,2,5,23,53,41.67799997329712,4,63]",
                "-1.5 | gmtime                                                   # [1969,11,31,23,59,59.5,3,364]",
                "1 | localtime                                                   # [1970,0,1,0,0,1,4,0]",
                "1425599621.678 | todate                                         # \"2015-03-05T23:53:41Z\"",
                "1e12 | todate                                                   # \"33658-09-27T01:46:40Z\"",
                "1 | todateiso8601                                               # \"1970-01-01T00:00:01Z\"",
                "1 | date                                                        # \"1970-01-01T00:00:01Z\"",
                "\"2015-03-05T23:51:47Z\" | fromdate                             # 1425599507",
                "\"1970-01-01T00:00:01Z\" | fromdateiso8601                      # 1",
                "\"2015-03-05T23:51:47Z\" | strptime(\"%Y-%m-%dT%H:%M:%SZ\")     # [2015,2,5,23,51,47,4,63]",
                "\"2015\" | strptime(\"%Y\")                                     # [2015,0,0,0,0,0,3,-1]",
                "\"2015 64\" | strptime(\"%Y %j\")                               # [2015,2,5,0,0,0,4,63]",
                "\"1425599621\" | strptime(\"%s\")                               # [2015,2,5,23,53,41,4,63]",
                "\"05 Mar 2015\" | strptime(\"%d %b %Y\")                        # [2015,2,5,0,0,0,4,63]",
                "\"2015-03-05 x\" | strptime(\"%Y-%m-%d\")                       # [2015,2,5,0,0,0,4,63,\" x\"]",
                "\"2015-03-05T23:51:47+0100\" | strptime(\"%FT%T%z\") | mktime   # 1425599507",
                "\"5/3/15 11 PM\" | strptime(\"%d/%m/%y %I %p\") | mktime        # 1425596400",
                "\"Thu, 05 Mar 2015 23:51:47 GMT\" | strptime(\"%a, %d %b %Y %H:%M:%S %Z\") | mktime # 1425599507",
                "[2015,2,5,23,51,47.9,4,63] | mktime                             # 1425599507",
                "[2015,2,5,23,51,47.9,4,63] | strftime(\"%H:%M:%S\")             # \"23:51:47\"",
                "[2015,2,5,0,0,0,9,999] | strftime(\"%a %j\")                    # \"? 1000\"",
                "1 | strflocaltime(\"%H %Z\")                                    # \"00 UTC\"",
                "0 | strftime(\"%j %a %A %b %B %e %u %w %y %C %D %F %T %R %I %p\") "
                        + "# \"001 Thu Thursday Jan January  1 4 4 70 19 01/01/70 1970-01-01 00:00:00 00:00 12 AM\"",
                "0 | strftime(\"%s %U %V %G %W %h %n%t%%|%c|%x|%X|%Z|%z|%k|%l|%g|%r|%q|%f|%\") "
                        + "# \"0 00 01 1970 00 Jan \\n\\t%|Thu Jan  1 00:00:00 1970|01/01/70|00:00:00|UTC|+0000| 0|12|70"
                        + "|12:00:00 AM|%q|%f|%\"",
                "10 | dateadd(\"seconds\"; 5)                                    # 15",
                "10 | datesub(\"seconds\"; 5)                                    # 5",
                "now | todate # \"2015-03-05T23:53:41Z\"",
                "$ENV # {}",
                "env                                                             # {}",
            })
    void datesAreAsJq16HasThem(String query, String expected) {
        assertThat(run("{r: (" + query + " | tojson)}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\" | strftime(\"%Y\")",
                "[2015,2,5] | strftime(\"%F\")",
                "1 | strftime(1)",
                "1e300 | todate",
                "null | todate",
                "[2015,2] | mktime",
                "\"a\" | mktime",
                "\"a\" | gmtime",
                "5 | strptime(\"%Y\")",
                "\"x\" | strptime(\"%Y\")",
                "\"13\" | strptime(\"%m\")",
                "\"2015-03-05\" | fromdate",
                "\"x\" | dateadd(\"seconds\"; 1)",
            })
    void whatIsNotADateIsAnError(String query) {
        assertThat(run("{r: (" + query + " | tojson)}")).startsWith("The query failed: ");
    }

    @Property(tries = 200)
    void datesComeBack(@ForAll @LongRange(min = -2_000_000_000L, max = 253_402_300_799L) long epoch) {
        assertThat(run("{r: (" + epoch + " | todate | fromdate)}")).isEqualTo(Long.toString(epoch));
        assertThat(run("{r: (" + epoch + " | gmtime | mktime)}")).isEqualTo(Long.toString(epoch));
        assertThat(run("{r: (" + epoch + " | todate)}"))
                .isEqualTo(Instant.ofEpochSecond(epoch).toString());
    }

    private static String run(String query) {
        List<String> results = new ArrayList<>();
        Origin origin = new Origin("t", 0, 0, 0, Instant.parse("2015-03-05T23:53:41.678Z"));
        new MetadataExtraction(query).apply(DeliveryRecord.of(origin, "{}".getBytes(UTF_8)), new Step.Output() {
            @Override
            public void emit(DeliveryRecord found) {
                results.add(found.queryKeys().get("r"));
            }

            @Override
            public void fail(DeliveryRecord failed, Failure failure) {
                results.add(failure.message());
            }
        });
        return String.join(",", results);
    }
}
