package io.millrace.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The emulator that is measured beside us, from npm, in memory, with its waiting times turned down. */
public final class Kinesalite {

    static final String VERSION = "3.3.3";

    private static final String SCRIPT = """
            const kinesalite = require(process.argv[1] + '/node_modules/kinesalite')
            const waits = {createStreamMs: 20, deleteStreamMs: 20, updateStreamMs: 20, shardLimit: 1000}
            const server = kinesalite(waits)
            server.listen(0, '127.0.0.1', () => console.log('READY ' + server.address().port))
            process.stdin.resume()
            process.stdin.on('end', () => process.exit(0))
            """;

    private Kinesalite() {}

    /** Where it is installed, after installing it if need be; empty without Node.js, npm or their registry. */
    public static Optional<Path> installed(Path cache, Path log) {
        Path folder = cache.resolve("kinesalite-" + VERSION);
        Path manifest = folder.resolve("node_modules/kinesalite/package.json");
        if (!Files.exists(manifest)) {
            install(folder, log);
        }
        return Files.exists(manifest) && runs(List.of("node", "--version"), log)
                ? Optional.of(folder)
                : Optional.empty();
    }

    private static void install(Path folder, Path log) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return;
        }
        runs(
                List.of(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--omit=optional",
                        "--ignore-scripts",
                        "--prefix",
                        folder.toString(),
                        "kinesalite@" + VERSION),
                log);
    }

    private static boolean runs(List<String> command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroy();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ready says its port. */
    public static ChildProcess start(Path installed, Path log) {
        List<String> command =
                List.of("node", "-e", SCRIPT, installed.toAbsolutePath().toString());
        return ChildProcess.start("kinesalite", command, log, Duration.ofSeconds(20));
    }
}
