package io.millrace.local;

import io.millrace.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The port of a server that starts later, since others are told of it now: one that is in use is found at once, and for 0 one is
 * chosen that was free a moment ago.
 */
final class FreePort {

    private FreePort() {}

    /** @param without what starts all but this */
    static int of(String who, String without, String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    who + " cannot listen on port " + port + " (" + e.getMessage()
                            + "): stop the program that does, choose another port (0 takes any that is free), or do without"
                            + " it (" + without + ").",
                    e);
        }
    }
}
