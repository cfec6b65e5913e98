package io.millrace.server.http;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.server.auth.AuthRequest;
import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the authenticator what came over the wire. */
final class AuthRequests {

    private AuthRequests() {}

    static AuthRequest of(Exchange exchange, ByteBuffer body) {
        ServiceRequestContext context = exchange.context();
        String rawPath = context.rawPath();
        int question = rawPath.indexOf('?');
        return new AuthRequest(
                context.method().name(),
                question < 0 ? rawPath : rawPath.substring(0, question),
                Optional.ofNullable(context.query()).orElse(""),
                headers(exchange.request()),
                body,
                exchange.receivedAt());
    }

    private static Map<String, List<String>> headers(RequestHeaders headers) {
        Map<String, List<String>> all = new HashMap<>(2 * headers.size());
        for (AsciiString name : headers.names()) {
            all.put(name.toString(), headers.getAll(name));
        }
        return all;
    }
}
