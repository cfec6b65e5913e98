package io.millrace.server.http;

import io.millrace.server.config.HttpConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.time.Duration;

/** Puts together what makes requests of a connection's bytes: behind TLS, or without, {@link ProtocolChoice}, then this. */
final class Pipelines {

    private static final String LAST = "faults";
    private static final int LONGEST_LINE = 4096;
    private static final int LARGEST_CHUNK = 64 * 1024;

    /** Each subscription to a shard is a stream; clients open a further connection beyond so many. */
    private static final int STREAMS_PER_CONNECTION = 1000;

    /** What a client may send before we have read it: of one request, and of all on a connection. */
    private static final int WINDOW = 1024 * 1024;

    private final ConversationParts parts;
    private final HttpConfig http;
    private final Faults faults = new Faults();

    Pipelines(ConversationParts parts, HttpConfig http) {
        this.parts = parts;
        this.http = http;
    }

    Duration idleTimeout() {
        return parts.idleTimeout();
    }

    /** To be called with what is in the pipeline before: nothing, or TLS. */
    void begin(ChannelPipeline pipeline, boolean clearText) {
        pipeline.addLast(new ProtocolChoice(this, clearText));
        pipeline.addLast(LAST, faults);
    }

    void http1(ChannelPipeline pipeline, boolean clearText) {
        HttpServerCodec codec = new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(http.maxHeaderBytes().asInt())
                .setMaxChunkSize(LARGEST_CHUNK));
        pipeline.addBefore(LAST, null, codec);
        if (clearText) {
            pipeline.addBefore(LAST, null, new UpgradeToHttp2(codec, this));
        }
        pipeline.addBefore(LAST, null, new Conversation(parts, false));
    }

    void http2(ChannelPipeline pipeline) {
        Http2FrameCodec codec = http2Codec();
        pipeline.addBefore(LAST, null, codec);
        pipeline.addBefore(LAST, null, http2Connection(codec));
        pipeline.addBefore(LAST, null, http2Streams());
    }

    Http2FrameCodec http2Codec() {
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(STREAMS_PER_CONNECTION)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(http.maxHeaderBytes().bytes()))
                .gracefulShutdownTimeoutMillis(parts.requestTimeout().toMillis())
                .build();
    }

    Http2Connection http2Connection(Http2FrameCodec codec) {
        return new Http2Connection(codec, parts.idleTimeout());
    }

    Http2MultiplexHandler http2Streams() {
        return new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(new Http2StreamFrameToHttpObjectCodec(true), new Conversation(parts, true), faults);
            }
        });
    }
}
