package io.millrace.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens Kafka's server sockets and so knows the ports that port 0 became, and why one could not be had. */
final class BoundPorts implements ServerSocketFactory {

    private final int nodeId;
    private final String controllerListener;
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final CompletableFuture<Map<Integer, InetSocketAddress>> controllers = new CompletableFuture<>();
    private volatile @Nullable EmbeddedBrokerException failure;

    BoundPorts(int nodeId, String controllerListener) {
        this.nodeId = nodeId;
        this.controllerListener = controllerListener;
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel;
        try {
            channel = ServerSocketFactory.INSTANCE.openServerSocket(listener, address, backlog, receiveBufferBytes);
        } catch (IOException | RuntimeException e) {
            failure = new EmbeddedBrokerException(explain(address, e), e);
            throw e;
        }
        int port = channel.socket().getLocalPort();
        ports.put(listener, port);
        if (listener.equals(controllerListener)) {
            controllers.complete(Map.of(nodeId, new InetSocketAddress(address.getHostString(), port)));
        }
        return channel;
    }

    private static String explain(InetSocketAddress address, Exception e) {
        boolean inUse = e instanceof BindException || e.getCause() instanceof BindException;
        return inUse
                ? "Port " + address.getPort() + " is in use: stop the program that listens there, or choose another"
                        + " port for Kafka (0 takes any that is free)."
                : "Kafka cannot listen on " + address + ": " + e.getMessage();
    }

    int of(String listener) {
        return Optional.ofNullable(ports.get(listener))
                .orElseThrow(() -> new IllegalStateException("listener " + listener + " is not open"));
    }

    /** The quorum's only voter, once its port is known. */
    CompletableFuture<Map<Integer, InetSocketAddress>> controllers() {
        return controllers;
    }

    Optional<EmbeddedBrokerException> failure() {
        return Optional.ofNullable(failure);
    }
}
