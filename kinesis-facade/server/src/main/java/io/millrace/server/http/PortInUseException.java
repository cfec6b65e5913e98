package io.millrace.server.http;

import io.millrace.server.config.HttpConfig;

/** The server cannot have its port. The message is one line for the person who started it. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUseException(HttpConfig http, boolean tls, Throwable cause) {
        super(
                (http.enabled() ? http.host() + ":" + http.port() : http.host())
                        + (tls ? " or the port for HTTPS" : "")
                        + " cannot be listened on: " + withoutErrno(cause)
                        + ". Stop the other program, or choose another http.port"
                        + (tls ? " or tls.port" : ""),
                cause);
    }

    /** Netty's native transports put the system call and its number before the reason. */
    private static String withoutErrno(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("^bind\\(.*\\) failed with error\\(-?\\d+\\): ", "");
    }
}
