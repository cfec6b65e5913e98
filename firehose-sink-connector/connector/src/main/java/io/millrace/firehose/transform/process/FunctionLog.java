package io.millrace.firehose.transform.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function prints, under a logger of its own, {@code io.millrace.firehose.function}.
 *
 * <p>It is read as fast as it comes, so that a function never waits for us, and in lines of a bounded length. Requests and answers are not
 * logged; a function that prints them, or throws errors with them, does so itself.
 */
final class FunctionLog implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("io.millrace.firehose.function");
    private static final int LONGEST_LINE = 4096;

    private final InputStream output;
    private final long pid;

    FunctionLog(InputStream output, long pid) {
        this.output = output;
        this.pid = pid;
    }

    @Override
    public void run() {
        var line = new ByteArrayOutputStream();
        byte[] chunk = new byte[LONGEST_LINE];
        try (output) {
            for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == '\n' || line.size() == LONGEST_LINE) {
                        log(line);
                    }
                    if (chunk[i] != '\n') {
                        line.write(chunk[i]);
                    }
                }
            }
        } catch (IOException e) {
            LOG.atTrace().setCause(e).log("The output of a function ended");
        }
        log(line);
    }

    private void log(ByteArrayOutputStream line) {
        if (line.size() > 0) {
            LOG.atInfo().addKeyValue("pid", pid).log(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
