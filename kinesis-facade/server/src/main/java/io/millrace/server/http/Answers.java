package io.millrace.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/** Puts together a request's answer: the headers that the service sends, and the body. */
final class Answers {

    static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-requestid");
    static final AsciiString EXTENDED_REQUEST_ID = AsciiString.cached("x-amz-id-2");
    static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-errortype");

    private Answers() {}

    static HttpResponse success(Exchange exchange, String contentType, ByteBuf body) {
        exchange.closeUnlessOverInTime();
        return HttpResponse.of(
                headers(exchange, 200).set("content-type", contentType).build(), HttpData.wrap(body));
    }

    static ResponseHeaders streaming(Exchange exchange, String contentType) {
        return headers(exchange, 200).set("content-type", contentType).build();
    }

    static HttpResponse refusal(Exchange exchange, Refusal refusal) {
        ResponseHeadersBuilder headers = headers(exchange, refusal.status());
        headers.set(ERROR_TYPE, refusal.code());
        refusal.contentType().ifPresent(type -> headers.set("content-type", type));
        if (exchange.mustClose()) {
            headers.set("connection", "close");
        }
        exchange.closeUnlessOverInTime();
        return HttpResponse.of(headers.build(), HttpData.wrap(refusal.body()));
    }

    private static ResponseHeadersBuilder headers(Exchange exchange, int status) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(status))
                .add(REQUEST_ID, exchange.requestId())
                .add(EXTENDED_REQUEST_ID, RequestIds.extended());
        Cors.expose(exchange.request(), headers);
        return headers;
    }
}
