package io.millrace.benchmarks.http;

import io.millrace.benchmarks.drivers.DriverFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs conversations, each on its own kept-alive connection, on the calling thread alone: with the servers on the same two
 * cores, a client of many threads would measure itself.
 */
public final class HttpLoop {

    private final ByteBuffer arrivals = ByteBuffer.allocateDirect(1 << 20);
    private final Selector selector;
    private int open;

    private HttpLoop(Selector selector) {
        this.selector = selector;
    }

    /** Returns when every conversation has ended. Servers take turns: the first has the first, the second the second, and so on. */
    public static void run(
            List<InetSocketAddress> servers, List<? extends Conversation> conversations, Duration patience) {
        try (Selector selector = Selector.open()) {
            new HttpLoop(selector).runAll(servers, conversations, patience);
        } catch (IOException e) {
            throw new DriverFailure("connection to " + servers + ": " + e.getMessage(), e);
        }
    }

    private void runAll(List<InetSocketAddress> servers, List<? extends Conversation> conversations, Duration patience)
            throws IOException {
        try {
            for (Conversation conversation : conversations) {
                SocketChannel channel = SocketChannel.open(servers.get(open % servers.size()));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_WRITE, new Connection(conversation));
                open++;
            }
            long deadline = System.nanoTime() + patience.toNanos();
            while (open > 0) {
                selector.select(1000);
                for (SelectionKey key : selector.selectedKeys()) {
                    turn(key, (Connection) key.attachment());
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() > deadline) {
                    throw new DriverFailure(open + " requests were not answered within " + patience.toSeconds() + " s");
                }
            }
        } finally {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    private void turn(SelectionKey key, Connection connection) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isReadable()) {
            arrivals.clear();
            int count = channel.read(arrivals);
            if (count < 0) {
                throw new DriverFailure("the server closed a connection; " + connection.response);
            }
            arrivals.flip();
            if (!connection.response.read(arrivals)) {
                return;
            }
            connection.conversation.answered(connection.response.take(), connection.sentNanos, System.nanoTime());
            connection.request = Optional.empty();
        }
        send(key, channel, connection);
    }

    private void send(SelectionKey key, SocketChannel channel, Connection connection) throws IOException {
        if (connection.request.isEmpty()) {
            connection.request = connection.conversation.next();
            connection.sentNanos = System.nanoTime();
            if (connection.request.isEmpty()) {
                open--;
                channel.close();
                return;
            }
        }
        ByteBuffer request = connection.request.get();
        channel.write(request);
        // Reading while writing too: a server may refuse a request before it has read all of it.
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private static final class Connection {

        private final Conversation conversation;
        private final ResponseReader response = new ResponseReader();
        private Optional<ByteBuffer> request = Optional.empty();
        private long sentNanos;

        private Connection(Conversation conversation) {
            this.conversation = conversation;
        }
    }
}
