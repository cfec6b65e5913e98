package io.millrace.firehose.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Connect worker in a JVM of its own. */
public final class WorkerProcess implements AutoCloseable {

    private final ChildJvm jvm;

    private WorkerProcess(ChildJvm jvm) {
        this.jvm = jvm;
    }

    static WorkerProcess start(String bootstrapServers, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(bootstrapServers));
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        return new WorkerProcess(ChildJvm.start(WorkerMain.class, arguments));
    }

    public URI url() {
        return URI.create(jvm.address());
    }

    public boolean isRunning() {
        return jvm.isRunning();
    }

    /** {@code kill -9}: nothing is finished, nobody is told. */
    public void kill() {
        jvm.kill();
    }

    /** As an operator does: its tasks finish what they have. */
    public void stop() {
        jvm.stop();
    }

    /** Halts it as a long pause of the garbage collector does; it knows nothing of it. */
    public void halt() {
        jvm.halt();
    }

    /** It goes on where it was. */
    public void goOn() {
        jvm.goOn();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
