package io.millrace.server.http;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.server.auth.AuthRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the authenticator what came over the wire. */
final class AuthRequests {

    private AuthRequests() {}

    static AuthRequest of(Exchange exchange, ByteBuffer body) {
        ServiceRequestContext context = exchange.context();
        // With the query, and not normalized like path() and query().
        String target = context.rawPath();
        int question = target.indexOf('?');
        return new AuthRequest(
                context.method().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers(exchange.request()),
                body,
                exchange.receivedAt());
    }

    private static Map<String, List<String>> headers(RequestHeaders headers) {
        Map<String, List<String>> all = new HashMap<>(2 * headers.size());
        headers.forEach((name, value) -> all.merge(name.toString(), List.of(value), AuthRequests::joined));
        return all;
    }

    private static List<String> joined(List<String> first, List<String> then) {
        List<String> both = new ArrayList<>(first);
        both.addAll(then);
        return both;
    }
}
