package io.millrace.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receives the connections that come to one port, for clear text or for TLS. */
final class Port extends ChannelInitializer<Channel> {

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private final Connections connections;
    private final Pipelines pipelines;
    private final @Nullable SslContext tls;

    Port(Connections connections, Pipelines pipelines, @Nullable SslContext tls) {
        this.connections = connections;
        this.pipelines = pipelines;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel connection) {
        if (!connections.admit(connection)) {
            connection.close();
            return;
        }
        ChannelPipeline pipeline = connection.pipeline();
        if (tls != null) {
            SslHandler handler = tls.newHandler(connection.alloc());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT.toMillis());
            pipeline.addLast(handler);
        }
        pipelines.begin(pipeline, tls == null);
    }
}
