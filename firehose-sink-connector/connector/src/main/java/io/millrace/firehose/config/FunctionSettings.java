package io.millrace.firehose.config;

import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.transform.process.FunctionSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a function is and what runs it. */
public sealed interface FunctionSettings {

    /**
     * Lambda, or what speaks its Invoke.
     *
     * @param function a name or an ARN
     * @param signing empty if nobody asks who calls
     */
    record Http(URI endpoint, String function, Optional<Signing> signing) implements FunctionSettings {}

    /** Signature Version 4. */
    record Signing(String region, Identity identity) {}

    /**
     * A handler class in the worker's own process.
     *
     * @param root a jar, or a folder of jars
     * @param handler {@code package.Class} or {@code package.Class::method}
     */
    record Java(Path root, String handler) implements FunctionSettings {}

    /**
     * Child processes of the worker.
     *
     * @param root the folder of the unpacked function
     * @param command node's or python's executable; {@link ProcessRuntime#PROVIDED} has its own
     * @param count how many a task has
     */
    record Processes(
            ProcessRuntime runtime,
            Path root,
            String handler,
            String command,
            Map<String, String> environment,
            int count)
            implements FunctionSettings {

        public Processes {
            environment = Map.copyOf(environment);
        }

        public FunctionSpec spec() {
            return switch (runtime) {
                case NODE -> FunctionSpec.node(command, root, handler, environment);
                case PYTHON -> FunctionSpec.python(command, root, handler, environment);
                case PROVIDED -> FunctionSpec.provided(root, handler, environment);
            };
        }

        @Override
        public String toString() {
            return "Processes[" + runtime + ", " + root + ", " + handler + ", " + count + "]";
        }
    }

    /** What child processes run. */
    enum ProcessRuntime {
        NODE,
        PYTHON,
        PROVIDED
    }
}
