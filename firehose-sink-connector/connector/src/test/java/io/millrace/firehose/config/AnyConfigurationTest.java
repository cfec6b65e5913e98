package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What people write is not always what keys want. */
class AnyConfigurationTest {

    @Property(tries = 2000)
    void whateverIsWrittenIsReadOrRefused(@ForAll("properties") Map<String, String> properties) {
        Map<String, List<String>> faults = Properties.faults(properties);

        if (faults.isEmpty()) {
            assertThat(FirehoseConfig.of(properties)).isNotNull();
        } else {
            assertThat(faults.values())
                    .allSatisfy(messages -> assertThat(messages)
                            .doesNotHaveDuplicates()
                            .allSatisfy(message -> assertThat(message).isNotBlank()));
        }
    }

    @Provide
    Arbitrary<Map<String, String>> properties() {
        Set<String> keys = FirehoseConfig.definition().names();
        Arbitrary<String> words = Arbitraries.of(DefinitionTest.words());
        Arbitrary<String> forms = Arbitraries.of(
                "",
                "-1",
                "0",
                "1",
                "64",
                "128",
                "200",
                "0.5",
                "true",
                "Cg==",
                "http://localhost:1",
                "{a: .b}",
                "/tmp/none",
                "a=!{partitionKeyFromQuery:a}/",
                "!{firehose:error-output-type}/",
                "!{timestamp:yyyy}/",
                "index.handler",
                "a=b,c=d",
                "arn:aws:iam::123456789012:role/a",
                "orders");
        Arbitrary<String> values =
                Arbitraries.oneOf(words, forms, Arbitraries.strings().ofMaxLength(8));
        return Arbitraries.maps(Arbitraries.of(keys), values).ofMaxSize(25).map(chosen -> {
            chosen.putIfAbsent("name", "orders");
            chosen.putIfAbsent("s3.bucket", "data");
            return chosen;
        });
    }
}
