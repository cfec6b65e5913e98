package io.millrace.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** Where and within which bounds requests are served. */
public record HttpConfig(
        boolean enabled,
        String host,
        int port,
        ByteSize maxRequestBytes,
        ByteSize requestMemory,
        Duration requestTimeout,
        Duration idleTimeout,
        int maxConnections,
        ByteSize maxHeaderBytes) {

    public HttpConfig {
        Check.notBlank("http.host", host);
        Check.port("http.port", port);
        Check.size("http.maxRequestBytes", maxRequestBytes, new ByteSize(1024), ByteSize.ofMebibytes(1024));
        Check.size("http.requestMemory", requestMemory, maxRequestBytes, new ByteSize(Long.MAX_VALUE));
        Check.positive("http.requestTimeout", requestTimeout);
        Check.positive("http.idleTimeout", idleTimeout);
        Check.range("http.maxConnections", maxConnections, 1, Integer.MAX_VALUE);
        Check.size("http.maxHeaderBytes", maxHeaderBytes, new ByteSize(4096), ByteSize.ofMebibytes(1));
    }

    /** Whether only this machine can reach the server. A name that does not resolve is not taken for loopback. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
