package io.millrace.server.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of every pipeline: closes what has failed. Clients that hang up, scanners, and those that distrust the certificate come all
 * day; only what is our own fault makes noise.
 */
@Sharable
final class Faults extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (isClients(cause)) {
            LOG.atDebug()
                    .addKeyValue("client", context.channel().remoteAddress())
                    .addKeyValue("reason", cause.toString())
                    .log("connection failed");
        } else {
            LOG.atError()
                    .addKeyValue("client", context.channel().remoteAddress())
                    .setCause(cause)
                    .log("unexpected failure of a connection");
        }
        context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** TLS's failures are IOExceptions. */
    private static boolean isClients(Throwable cause) {
        return cause instanceof IOException || cause instanceof DecoderException || cause instanceof Http2Exception;
    }
}
