package io.millrace.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes HTTP/2 by its preface and takes everything else for HTTP/1.1, in clear text and behind TLS alike.
 *
 * <p>So HTTP/2 is served without ALPN as well. SDKs for Java before 2025 speak it so, and a server that chooses by ALPN takes their
 * preface for a bad HTTP/1.1 request ({@code aws/aws-sdk-java-v2#5794}). A client that agreed on HTTP/2 by ALPN sends it too.
 */
final class ProtocolChoice extends ByteToMessageDecoder {

    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Pipelines pipelines;
    private final boolean clearText;
    private @Nullable Deadline deadline;

    ProtocolChoice(Pipelines pipelines, boolean clearText) {
        this.pipelines = pipelines;
        this.clearText = clearText;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = new Deadline(context.executor(), context::close);
        deadline.set(pipelines.idleTimeout());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.stop();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        handlerRemoved0(context);
        super.channelInactive(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int count = Math.min(in.readableBytes(), PREFACE.readableBytes());
        if (!ByteBufUtil.equals(in, in.readerIndex(), PREFACE, PREFACE.readerIndex(), count)) {
            pipelines.http1(context.pipeline(), clearText);
            context.pipeline().remove(this);
        } else if (count == PREFACE.readableBytes()) {
            pipelines.http2(context.pipeline());
            context.pipeline().remove(this);
        }
    }
}
