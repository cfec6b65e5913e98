package io.millrace.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A connection on which a test writes whatever bytes it likes, and reads HTTP/1.1 answers. */
final class RawConnection implements AutoCloseable {

    record Answer(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static String head(String operation, String... headers) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: "
                + Toys.TARGET + "." + operation + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    static String call(String operation, String body) {
        return head(operation, "Content-Length: " + body.length()) + body;
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends zeros until all are sent or the server hangs up. */
    void sendZeros(long count, boolean chunked) {
        byte[] zeros = new byte[64 * 1024];
        try {
            for (long sent = 0; sent < count; sent += zeros.length) {
                if (chunked) {
                    send("10000\r\n");
                }
                send(zeros);
                if (chunked) {
                    send("\r\n");
                }
            }
            if (chunked) {
                send("0\r\n\r\n");
            }
        } catch (IOException e) {
            // The answer tells.
        }
    }

    Answer answer() throws IOException {
        String head = untilBlankLine();
        String[] lines = head.split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String untilBlankLine() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("after: " + head);
            }
            head.write(next);
            last4 = last4 << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Everything that comes until the server closes the connection; an abrupt close counts. */
    String untilClosed() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException e) {
            // Reset: closed all the same.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
