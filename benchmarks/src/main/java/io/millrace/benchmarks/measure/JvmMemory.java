package io.millrace.benchmarks.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a facade's process holds, in bytes.
 *
 * @param heap used after a full collection
 * @param direct in direct buffers
 * @param resident of the whole process; 0 where the kernel does not tell (only Linux does here)
 */
public record JvmMemory(long heap, long direct, long resident) {

    private static final int KIB = 1024;

    /** Has the process collect all its garbage, and asks it what is left. */
    public static JvmMemory afterCollection(long pid, InetSocketAddress http) throws InterruptedException {
        // What the first finds to be unreachable may be let go of by the second only.
        Jcmd.run(pid, "GC.run");
        Jcmd.run(pid, "GC.run");
        try {
            String page = page(http);
            return new JvmMemory(
                    sum(page, "jvm_memory_used_bytes{area=\"heap\""),
                    sum(page, "jvm_buffer_memory_used_bytes{id=\"direct\""),
                    resident(pid));
        } catch (IOException e) {
            throw new IllegalStateException("the process does not tell its memory", e);
        }
    }

    private static String page(InetSocketAddress http) throws IOException, InterruptedException {
        URI metrics = URI.create("http://" + http.getHostString() + ":" + http.getPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Of the values of all series that begin so, in Prometheus' text format. */
    static long sum(String page, String series) {
        return (long) page.lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .sum();
    }
}
