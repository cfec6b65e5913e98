package io.millrace.firehose.transform.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process of ours. */
final class Child {

    private static final Set<String> HANDED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** @param api host, port and path prefix of its Runtime API */
    static Child start(FunctionSpec spec, String api) throws IOException {
        var builder = new ProcessBuilder(spec.command())
                .directory(spec.root().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(HANDED_ON);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "transform");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.putAll(spec.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api);
        environment.put("LAMBDA_TASK_ROOT", spec.root().toString());
        environment.put("_HANDLER", spec.handler());
        Process process = builder.start();
        process.getOutputStream().close();
        var log =
                new Thread(new FunctionLog(process.getInputStream(), process.pid()), "transform-log-" + process.pid());
        log.setDaemon(true);
        log.start();
        return new Child(process);
    }

    void onExit(Runnable then) {
        process.onExit().thenRun(then);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Ends it and what it started. Descendants are listed first: when their parent has gone nobody knows whose they were. */
    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
