package io.millrace.embedded;

import java.io.IOException;
import java.net.BindException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.ConnectRestServer;
import org.apache.kafka.connect.runtime.rest.RestClient;

/**
 * Puts a worker together as Connect's own command does, but for what that one does to the process: it stops it when the start
 * fails, and has a shutdown hook of its own, where here whoever started the worker says when it stops.
 */
final class WorkerAssembly extends ConnectDistributed {

    private final EmbeddedConnect.Config config;

    WorkerAssembly(EmbeddedConnect.Config config) {
        this.config = config;
    }

    EmbeddedConnect start() {
        HerderExit.isNotTheProcess();
        Thread caller = Thread.currentThread();
        ClassLoader loader = caller.getContextClassLoader();
        try {
            return assemble(WorkerSettings.of(config));
        } catch (ConfigException e) {
            throw new EmbeddedServerException("A setting of the Connect worker is wrong: " + e.getMessage(), e);
        } finally {
            // Connect puts its own there, for plugins.
            caller.setContextClassLoader(loader);
        }
    }

    private EmbeddedConnect assemble(Map<String, String> settings) {
        Plugins plugins = new Plugins(settings);
        plugins.compareAndSwapWithDelegatingLoader();
        DistributedConfig worker = createConfig(settings);
        RestClient client = new RestClient(worker);
        ConnectRestServer rest = new ConnectRestServer(worker.rebalanceTimeout(), client, worker.originals());
        try {
            rest.initializeServer();
            leaveTheEndToWhoeverCloses(rest);
            String id =
                    rest.advertisedUrl().getHost() + ":" + rest.advertisedUrl().getPort();
            ConnectorClientConfigOverridePolicy overrides = new AllConnectorClientConfigOverridePolicy();
            overrides.configure(worker.originals());
            DistributedHerder herder = createHerder(worker, id, plugins, overrides, rest, client);
            herder.start();
            rest.initializeResources(herder);
            return new EmbeddedConnect(rest, herder);
        } catch (RuntimeException e) {
            rest.stop();
            throw explained(e);
        }
    }

    /**
     * When the JVM ends, Jetty's own hook would stop it beside whoever closes the worker in a hook of theirs, and the second of the two then waits for threads
     * that nobody stops. Connect shows its Jetty to nobody, but a connector that it makes knows it.
     */
    private static void leaveTheEndToWhoeverCloses(ConnectRestServer rest) {
        rest.createConnector("http://127.0.0.1:0").getServer().setStopAtShutdown(false);
    }

    private RuntimeException explained(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || (cause instanceof IOException && isAboutBinding(cause))) {
                return new EmbeddedServerException(
                        "Connect cannot listen on port " + config.port() + " (" + cause.getMessage()
                                + "): stop the program that does, or choose another port (0 takes any that is free).",
                        thrown);
            }
        }
        return new EmbeddedServerException("The Connect worker does not start: " + thrown.getMessage(), thrown);
    }

    private static boolean isAboutBinding(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("bind");
    }
}
