package io.millrace.benchmarks.http;

import io.millrace.benchmarks.drivers.DriverFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that have each asked something once and stay open. */
public final class IdleConnections implements AutoCloseable {

    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer arrivals = ByteBuffer.allocate(64 * 1024);

    private IdleConnections() {}

    /** One for each request, which is answered once this returns. */
    public static IdleConnections open(InetSocketAddress server, List<ByteBuffer> requests) {
        IdleConnections connections = new IdleConnections();
        try {
            for (ByteBuffer request : requests) {
                connections.open(server, request);
            }
            return connections;
        } catch (IOException | RuntimeException e) {
            connections.close();
            throw new DriverFailure("connection to " + server + ": " + e.getMessage(), e);
        }
    }

    private void open(InetSocketAddress server, ByteBuffer request) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channels.add(channel);
        while (request.hasRemaining()) {
            channel.write(request);
        }
        ResponseReader response = new ResponseReader();
        boolean complete = false;
        while (!complete) {
            if (channel.read(arrivals.clear()) < 0) {
                throw new DriverFailure("the server closed a connection; " + response);
            }
            complete = response.read(arrivals.flip());
        }
        Answer answer = response.take();
        if (!answer.ok()) {
            throw new DriverFailure(answer.summary());
        }
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new DriverFailure("a connection does not close", e);
            }
        }
    }
}
