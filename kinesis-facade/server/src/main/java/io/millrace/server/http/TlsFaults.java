package io.millrace.server.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections that fail to speak TLS, without noise: scanners and clients that distrust the certificate come all day. */
@Sharable
final class TlsFaults extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFaults.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (isTls(cause) || (cause instanceof DecoderException && isTls(cause.getCause()))) {
            LOG.atDebug()
                    .addKeyValue("client", context.channel().remoteAddress())
                    .addKeyValue("reason", cause.getMessage())
                    .log("no TLS connection");
            context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            super.exceptionCaught(context, cause);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        // The outcome of a handshake that failed has come as an exception; to Armeria the connection is one without
        // TLS.
        if (!(event instanceof SslHandshakeCompletionEvent)) {
            super.userEventTriggered(context, event);
        }
    }

    private static boolean isTls(Throwable cause) {
        return cause instanceof SSLException;
    }
}
