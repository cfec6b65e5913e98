package io.millrace.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;

/** Looks after an HTTP/2 connection as a whole: closes one on which nothing happens, and says goodbye when the server stops. */
final class Http2Connection extends ChannelInboundHandlerAdapter {

    private final Http2FrameCodec codec;
    private final Duration idleTimeout;
    private boolean draining;

    Http2Connection(Http2FrameCodec codec, Duration idleTimeout) {
        this.codec = codec;
        this.idleTimeout = idleTimeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Deadline deadline = new Deadline(context.executor(), context::close);
        deadline.set(idleTimeout);
        context.channel().closeFuture().addListener(closed -> deadline.stop());
        codec.connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamActive(Http2Stream stream) {
                deadline.clear();
            }

            @Override
            public void onStreamClosed(Http2Stream stream) {
                if (codec.connection().numActiveStreams() == 0) {
                    deadline.set(draining ? Duration.ZERO : idleTimeout);
                }
            }
        });
    }

    /** GOAWAY only once nothing is under way: the JDK's client takes it for the end of everything. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Connections.DRAIN) {
            draining = true;
            if (codec.connection().numActiveStreams() == 0) {
                context.close();
            }
        }
        context.fireUserEventTriggered(event);
    }
}
