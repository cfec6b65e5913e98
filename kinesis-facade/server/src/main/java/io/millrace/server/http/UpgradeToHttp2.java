package io.millrace.server.http;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.util.AsciiString;

/**
 * Goes over to HTTP/2 if the first request asks for it. That request's body has to be held before it is served, so one with a
 * large body is answered in HTTP/1.1.
 */
final class UpgradeToHttp2 extends HttpServerUpgradeHandler {

    private static final int LARGEST_BODY = 64 * 1024;

    UpgradeToHttp2(HttpServerCodec codec, Pipelines pipelines) {
        super(
                codec,
                protocol -> AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
                        ? upgrade(pipelines)
                        : null,
                LARGEST_BODY,
                DefaultHttpHeadersFactory.headersFactory(),
                DefaultHttpHeadersFactory.trailersFactory(),
                true);
    }

    private static UpgradeCodec upgrade(Pipelines pipelines) {
        Http2FrameCodec codec = pipelines.http2Codec();
        return new Http2ServerUpgradeCodec(codec, pipelines.http2Connection(codec), pipelines.http2Streams());
    }

    @Override
    protected boolean shouldHandleUpgradeRequest(HttpRequest request) {
        return !HttpUtil.isTransferEncodingChunked(request) && HttpUtil.getContentLength(request, 0L) <= LARGEST_BODY;
    }
}
