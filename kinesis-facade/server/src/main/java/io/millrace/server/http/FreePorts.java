package io.millrace.server.http;

import io.millrace.server.config.ConfigException;
import io.millrace.server.config.HttpConfig;
import io.millrace.server.config.TlsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Takes the server's ports and lets them go again: what is in their way is found before anything slow is started. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * @throws ConfigException if the address is none
     * @throws PortInUseException if they cannot be listened on
     */
    public static void require(HttpConfig http, TlsConfig tls) {
        if (http.enabled()) {
            require(http, tls, http.port());
        }
        if (tls.enabled()) {
            require(http, tls, tls.port());
        }
    }

    private static void require(HttpConfig http, TlsConfig tls, int port) {
        InetSocketAddress address = new InetSocketAddress(http.host(), port);
        if (address.isUnresolved()) {
            throw new ConfigException("http.host: '" + http.host() + "' is not the name of an address");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw new PortInUseException(http, tls.enabled(), e);
        }
    }
}
