package io.millrace.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** What browsers ask before and after a call from another origin. The service lets any origin in: the signature decides. */
final class Cors {

    private static final String EXPOSED =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";
    private static final String TWO_DAYS_IN_SECONDS = "172800";

    private Cors() {}

    static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS") && exchange.headers().contains(HttpHeaderNames.ORIGIN);
    }

    static void preflight(Exchange exchange) {
        HttpHeaders answer = DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .add(Answers.REQUEST_ID, exchange.requestId())
                .add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .add(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, TWO_DAYS_IN_SECONDS);
        String headers = exchange.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null) {
            answer.add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        String method = exchange.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (method != null) {
            answer.add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method);
        }
        exchange.answer(200, answer, Unpooled.EMPTY_BUFFER);
    }

    static void expose(HttpHeaders request, HttpHeaders answer) {
        if (request.contains(HttpHeaderNames.ORIGIN)) {
            answer.add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            answer.add(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
}
