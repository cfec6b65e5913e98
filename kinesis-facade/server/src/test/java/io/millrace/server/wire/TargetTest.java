package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void a_target_is_a_service_and_an_operation() {
        assertThat(Target.parse("Kinesis_20131202.PutRecord")).contains(new Target("Kinesis_20131202", "PutRecord"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "PutRecord", "Kinesis_20131202.", ".PutRecord", "a.b.c"})
    void what_has_not_two_parts_is_no_target(String header) {
        assertThat(Target.parse(header)).isEmpty();
    }
}
