package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and signatures of AWS's published test suite for Signature Version 4, by the names they have there. */
class SpecificationVectorsTest {

    private static final String UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Authenticator authenticator =
            SignedRequests.authenticator(new AcceptedScope(Optional.of("us-east-1"), Set.of("service")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "get-vanilla | GET | / | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-slash | GET | // | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-slash-dot-slash | GET | /./ | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-relative | GET | /example/.. | | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-relative-relative | GET | /example1/example2/../.. | |"
                        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-slash-pointless-dot | GET | /./example | |"
                        + " ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
                "get-space | GET | /example space/ | |"
                        + " 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
                "get-unreserved | GET | /" + UNRESERVED
                        + " | | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
                "get-utf8 | GET | /\u1234 | | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
                "get-vanilla-empty-query-key | GET | / | Param1=value1 |"
                        + " a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
                "get-vanilla-query-order-key | GET | / | Param1=value2&Param1=Value1 |"
                        + " eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
                "get-vanilla-query-order-key-case | GET | / | Param2=value2&Param1=value1 |"
                        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "get-vanilla-query-order-value | GET | / | Param1=value2&Param1=value1 |"
                        + " 5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
                "get-vanilla-query-unreserved | GET | / | " + UNRESERVED + "=" + UNRESERVED
                        + " | 9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
                "get-vanilla-utf8-query | GET | / | \u1234=bar |"
                        + " 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
                "post-vanilla | POST | / | | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
            })
    void aRequestWithoutFurtherHeadersVerifies(
            String name, String method, String path, String query, String signature) {
        assertVerifies(method, path, Optional.ofNullable(query).orElse(""), Map.of(), "", signature);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get-header-key-duplicate | GET | value2;value2;value1 |"
                        + " c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
                "get-header-value-order | GET | value4;value1;value3;value2 |"
                        + " 08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
                "post-header-key-sort | POST | value1 |"
                        + " c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
                "post-header-value-case | POST | VALUE1 |"
                        + " cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
            })
    void aRequestWithAHeaderOfItsOwnVerifies(String name, String method, String values, String signature) {
        Map<String, List<String>> headers = Map.of("my-header1", List.of(values.split(";")));

        assertVerifies(method, "/", "", headers, "", signature);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource("get-header-value-trim, acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736")
    void spacesInHeadersAreTrimmedAndCollapsed(String name, String signature) {
        Map<String, List<String>> headers =
                Map.of("my-header1", List.of(" value1"), "my-header2", List.of(" \"a   b   c\""));

        assertVerifies("GET", "/", "", headers, "", signature);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "post-x-www-form-urlencoded, application/x-www-form-urlencoded,"
                + " ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        "post-x-www-form-urlencoded-parameters, application/x-www-form-urlencoded; charset=utf8,"
                + " 1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
    })
    void aFormVerifies(String name, String contentType, String signature) {
        assertVerifies("POST", "/", "", Map.of("content-type", List.of(contentType)), "Param1=value1", signature);
    }

    private void assertVerifies(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            String body,
            String signature) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        all.put("host", List.of("example.amazonaws.com"));
        all.put("x-amz-date", List.of("20150830T123600Z"));
        String signedHeaders =
                all.keySet().stream().sorted().reduce((a, b) -> a + ";" + b).orElseThrow();
        all.put(
                "authorization",
                List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=" + signedHeaders + ", Signature=" + signature));
        AuthRequest request = new AuthRequest(
                method,
                path,
                query,
                new SentHeaders(all),
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                SignedRequests.NOW);

        assertThat(SignedRequests.refusal(authenticator, request)).isEqualTo("accepted as AKIDEXAMPLE");
    }
}
