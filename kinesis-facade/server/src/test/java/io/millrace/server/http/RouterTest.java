package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.Shapes;
import io.millrace.server.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private final Router router = new Router(List.of(new Toys().api()));

    @ParameterizedTest
    @CsvSource({
        "application/x-amz-json-1.1, JSON",
        "application/x-amz-json-1.1; charset=utf-8, JSON",
        "application/x-amz-cbor-1.1, CBOR",
    })
    void theTargetNamesTheOperationAndTheContentTypeTheFormat(String contentType, WireFormat format) {
        Route route = router.route("POST", Optional.of(contentType), Optional.of(Toys.TARGET + ".Echo"));

        assertThat(route).isInstanceOfSatisfying(Route.Call.class, call -> {
            assertThat(call.entry().name()).isEqualTo("Echo");
            assertThat(call.format()).isEqualTo(format);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Toys_20261121.Explode", "Toys_20261121", "Other.Echo", ".", "", "Toys_20261121.Echo.", "Echo"})
    void aTargetThatIsNotListedIsAnUnknownOperation(String target) {
        Refusal refusal = refused(router.route("POST", Optional.of("application/x-amz-json-1.1"), Optional.of(target)));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(text(refusal)).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
    }

    @Test
    void anUnknownOperationInCborIsToldInCbor() {
        Refusal refusal = refused(router.route("POST", Optional.of("application/x-amz-cbor-1.1"), Optional.empty()));

        assertThat(refusal.contentType()).contains("application/x-amz-cbor-1.1");
        assertThat(text(refusal)).contains("UnknownOperationException").doesNotContain("{");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, application/x-amz-json-1.1, Toys_20261121.Echo, 403, AccessDeniedException",
        "PUT, , , 403, AccessDeniedException",
        "POST, , , 403, AccessDeniedException",
        "POST, text/html, , 403, AccessDeniedException",
        "POST, , Toys_20261121.Echo, 404, UnknownOperationException",
        "POST, text/html, Toys_20261121.Echo, 404, UnknownOperationException",
        "POST, application/x-amz-json-1.0, Toys_20261121.Echo, 404, UnknownOperationException",
    })
    void whatIsNotACallIsRefusedInXml(String method, String contentType, String target, int status, String code) {
        Refusal refusal = refused(router.route(method, Optional.ofNullable(contentType), Optional.ofNullable(target)));

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.contentType()).isEmpty();
        assertThat(text(refusal)).startsWith("<" + code);
    }

    @Test
    void aServiceHasItsOwnFormatAndItsOwnNamesOfErrors() {
        Api other = Api.of(
                OperationTable.of("Dolls_20120810").build(),
                Shapes.builder().build(),
                Set.of(WireFormat.JSON_1_0),
                error -> "dolls#" + error.code());
        Router both = new Router(List.of(new Toys().api(), other));

        Refusal unknown = refused(
                both.route("POST", Optional.of("application/x-amz-json-1.0"), Optional.of("Dolls_20120810.Sit")));
        Refusal misspoken = refused(
                both.route("POST", Optional.of("application/x-amz-json-1.0"), Optional.of(Toys.TARGET + ".Echo")));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(text(unknown))
                .isEqualTo("{\"__type\":\"dolls#UnknownOperationException\","
                        + "\"message\":\"This server has no operation Dolls_20120810.Sit.\"}");
        assertThat(unknown.code()).isEqualTo("UnknownOperationException");
        assertThat(misspoken.status()).isEqualTo(404);
        assertThat(text(misspoken)).startsWith("<UnknownOperationException");
    }

    private static Refusal refused(Route route) {
        assertThat(route).isInstanceOf(Route.Refused.class);
        return ((Route.Refused) route).refusal();
    }

    private static String text(Refusal refusal) {
        return new String(refusal.body(), StandardCharsets.UTF_8);
    }
}
