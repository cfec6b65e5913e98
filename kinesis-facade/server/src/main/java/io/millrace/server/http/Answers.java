package io.millrace.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;

/** Puts together a request's answer: the headers that the service sends, and the body. */
final class Answers {

    static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-requestid");
    static final AsciiString EXTENDED_REQUEST_ID = AsciiString.cached("x-amz-id-2");
    static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-errortype");

    static final String TEXT = "text/plain; charset=utf-8";

    /** For values that we made ourselves. */
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private Answers() {}

    static void success(Exchange exchange, String contentType, ByteBuf body) {
        exchange.answer(200, streaming(exchange, contentType), body);
    }

    static HttpHeaders streaming(Exchange exchange, String contentType) {
        return headers(exchange).set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }

    static void refusal(Exchange exchange, Refusal refusal) {
        HttpHeaders headers = headers(exchange).set(ERROR_TYPE, refusal.code());
        refusal.contentType().ifPresent(type -> headers.set(HttpHeaderNames.CONTENT_TYPE, type));
        exchange.answer(refusal.status(), headers, Unpooled.wrappedBuffer(refusal.body()));
    }

    private static HttpHeaders headers(Exchange exchange) {
        HttpHeaders headers = UNCHECKED
                .newHeaders()
                .add(REQUEST_ID, exchange.requestId())
                .add(EXTENDED_REQUEST_ID, RequestIds.extended());
        Cors.expose(exchange.headers(), headers);
        return headers;
    }

    /** What is not the service's. */
    static void page(Exchange exchange, int status, String contentType, String content) {
        exchange.answer(
                status,
                UNCHECKED.newHeaders().set(HttpHeaderNames.CONTENT_TYPE, contentType),
                ByteBufUtil.writeUtf8(exchange.allocator(), content));
    }

    static void plain(Exchange exchange, HttpResponseStatus status) {
        page(exchange, status.code(), TEXT, status + "\n");
    }
}
