package io.millrace.firehose.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the service does: computes the signature of a request as it arrived, from the specification. */
final class Signatures {

    private Signatures() {}

    /** The whole {@code Authorization} header that a request should have. */
    static String authorization(HttpExchange request, byte[] body, String id, String secret, String region)
            throws GeneralSecurityException {
        String given = request.getRequestHeaders().getFirst("Authorization");
        String names = given.replaceFirst(".*SignedHeaders=([^,]+),.*", "$1");
        String time = request.getRequestHeaders().getFirst("X-Amz-Date");
        String scope = time.substring(0, 8) + "/" + region + "/lambda/aws4_request";
        StringBuilder headers = new StringBuilder();
        for (String name : names.split(";")) {
            headers.append(name)
                    .append(':')
                    .append(request.getRequestHeaders().getFirst(name))
                    .append('\n');
        }
        String canonical = String.join(
                "\n",
                request.getRequestMethod(),
                encodedAgain(request.getRequestURI().getRawPath()),
                "",
                headers,
                names,
                hash(body));
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(canonical.getBytes(UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String encodedAgain(String path) {
        return URLEncoder.encode(path, UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
