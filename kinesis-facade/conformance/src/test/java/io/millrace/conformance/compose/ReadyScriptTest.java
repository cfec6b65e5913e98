package io.millrace.conformance.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The health check of the facade's image, outside of the image. */
class ReadyScriptTest {

    @BeforeEach
    void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "no /usr/bin/env here");
    }

    @Test
    void facadeThatIsReadyIsHealthy() throws Exception {
        assertThat(exitCodeAgainst(200)).isZero();
    }

    @Test
    void facadeThatIsNotReadyIsNotHealthy() throws Exception {
        assertThat(exitCodeAgainst(503)).isNotZero();
    }

    @Test
    void facadeThatIsNotThereIsNotHealthy() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(exitCode(port)).isNotZero();
    }

    private static int exitCodeAgainst(int status) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean asked = exchange.getRequestURI().getPath().equals("/health/ready");
            exchange.sendResponseHeaders(asked ? status : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            return exitCode(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static int exitCode(int port) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(ComposeFile.FOLDER.resolve("ready").toString(), String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return script.exitValue();
    }
}
