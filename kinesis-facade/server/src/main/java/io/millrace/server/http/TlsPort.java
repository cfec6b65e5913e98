package io.millrace.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Decrypts what comes in on one port and leaves it to be recognized like clear text: HTTP/2 by its preface, else HTTP/1.1.
 *
 * <p>So HTTP/2 is served without ALPN as well. SDKs for Java before 2025 speak it so, and a server that chooses by ALPN takes their
 * preface for a bad HTTP/1.1 request ({@code aws/aws-sdk-java-v2#5794}).
 */
final class TlsPort implements Consumer<ChannelPipeline> {

    private static final int UNKNOWN = 0;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private final TlsFaults faults = new TlsFaults();
    private final SslContext ssl;
    private final boolean alone;
    private final int clearTextPort;
    private volatile int port;

    /**
     * @param port {@value #UNKNOWN} until {@link #isBoundTo} tells
     * @param alone whether there is no port for clear text
     */
    TlsPort(SslContext ssl, int port, boolean alone, int clearTextPort) {
        this.ssl = ssl;
        this.port = port;
        this.alone = alone;
        this.clearTextPort = clearTextPort;
    }

    void isBoundTo(int port) {
        this.port = port;
    }

    @Override
    public void accept(ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        int arrivedOn = ((InetSocketAddress) channel.localAddress()).getPort();
        if (alone || arrivedOn == port) {
            SslHandler handler = ssl.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT.toMillis());
            pipeline.addFirst("tls", handler);
            pipeline.addAfter("tls", "tls-faults", faults);
        } else if (port == UNKNOWN && arrivedOn != clearTextPort) {
            // Nobody has been told the port yet: it is a stranger's guess, and which port this is cannot be said.
            channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }
}
