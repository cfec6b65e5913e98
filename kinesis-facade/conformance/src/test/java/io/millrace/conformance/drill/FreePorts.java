package io.millrace.conformance.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on now: servers that are started again must have the same ones. They are not of those that systems give to who asks for
 * any, or another test's server could have one before ours has started.
 */
final class FreePorts {

    private static final int FIRST = 10_240;
    private static final int BEHIND = 32_768;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    static synchronized List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND);
            if (isFree(port) && GIVEN.add(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
