package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireFormatTest {

    @Test
    void the_content_type_tells_the_format_whatever_its_parameters_and_case() {
        assertThat(WireFormat.of("application/x-amz-json-1.1")).contains(WireFormat.JSON);
        assertThat(WireFormat.of("Application/X-Amz-Json-1.1 ; charset=utf-8")).contains(WireFormat.JSON);
        assertThat(WireFormat.of("application/json")).contains(WireFormat.JSON);
        assertThat(WireFormat.of("application/x-amz-cbor-1.1")).contains(WireFormat.CBOR);
        assertThat(WireFormat.of("application/cbor")).contains(WireFormat.RPC_V2_CBOR);
    }

    @Test
    void other_content_types_are_not_understood() {
        assertThat(WireFormat.of("application/x-amz-json-2.0")).isEmpty();
        assertThat(WireFormat.of("text/plain")).isEmpty();
        assertThat(WireFormat.of("")).isEmpty();
    }
}
