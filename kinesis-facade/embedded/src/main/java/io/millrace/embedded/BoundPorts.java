package io.millrace.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The server sockets, bound before Kafka starts: a port in use is found out at once, and port 0 is a number that
 * nobody else can take meanwhile.
 */
final class BoundPorts implements ServerSocketFactory, AutoCloseable {

    private final ServerSocketChannel client;
    private final ServerSocketChannel controller;

    private BoundPorts(ServerSocketChannel client, ServerSocketChannel controller) {
        this.client = client;
        this.controller = controller;
    }

    static BoundPorts bind(EmbeddedBroker.Config config) {
        ServerSocketChannel client = bind("Kafka", config.kafkaPort());
        try {
            return new BoundPorts(client, bind("Kafka's controller", config.controllerPort()));
        } catch (EmbeddedServerException e) {
            closeQuietly(client);
            throw e;
        }
    }

    private static ServerSocketChannel bind(String who, int port) {
        ServerSocketChannel channel;
        try {
            channel = ServerSocketChannel.open();
        } catch (IOException e) {
            throw new EmbeddedServerException("No socket can be opened: " + e.getMessage(), e);
        }
        try {
            return channel.bind(new InetSocketAddress(SingleNodeSettings.HOST, port));
        } catch (IOException e) {
            closeQuietly(channel);
            throw new EmbeddedServerException(
                    who + " cannot listen on port " + port + " (" + e.getMessage()
                            + "): stop the program that does, or choose another port (0 takes any that is free).",
                    e);
        }
    }

    int clientPort() {
        return client.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = listener.equals(SingleNodeSettings.CONTROLLER_LISTENER) ? controller : client;
        channel.configureBlocking(false);
        return channel;
    }

    /** Closes what Kafka has not closed yet. */
    @Override
    public void close() {
        closeQuietly(client);
        closeQuietly(controller);
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // It goes with the process at the latest.
        }
    }
}
