package io.millrace.tools;

import io.millrace.server.config.ConfigSource;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that are short for settings. What is said on the command line goes before what a file says. */
final class ServerOptions {

    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrapServers";

    @Option(names = "--port", paramLabel = "PORT", description = "For HTTP; 0 takes any that is free. Default: 4567.")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--tls", description = "Serve HTTPS as well, with a self-signed certificate unless you have one.")
    private boolean tls;

    @Option(names = "--tls-port", paramLabel = "PORT", description = "For HTTPS. Default: 4568.")
    private @Nullable Integer tlsPort;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "The certificate chain (PEM); implies --tls.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM, PKCS #8).")
    private @Nullable Path tlsKey;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "Who may call: keys as in ~/.aws/credentials. Without it any key will do, on loopback.")
    private @Nullable Path credentials;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as YAML; docs/configuration.md lists them.")
    private @Nullable Path config;

    @Option(
            names = "--connect-url",
            paramLabel = "URL",
            description = "The REST API of Kafka Connect, which delivers for delivery streams.")
    private @Nullable String connectUrl;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, such as limits.mode=aws.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    /** The settings by their paths, as the file and then the options give them. */
    ConfigSource source() {
        ConfigSource source = ConfigSource.defaults();
        if (config != null) {
            source = source.file(config);
        }
        return source.settings(fromOptions()).settings(settings);
    }

    private Map<String, String> fromOptions() {
        Map<String, String> said = new LinkedHashMap<>();
        put(said, "http.port", port);
        put(said, "http.host", host);
        if (tls || tlsPort != null || tlsCertificate != null || tlsKey != null) {
            said.put("tls.enabled", "true");
        }
        put(said, "tls.port", tlsPort);
        put(said, "tls.certificate", tlsCertificate);
        put(said, "tls.key", tlsKey);
        put(said, "auth.credentialsFile", credentials);
        put(said, "connect.url", connectUrl);
        kafka.bootstrapServers().ifPresent(servers -> said.put(BOOTSTRAP_SERVERS, servers));
        kafka.properties().forEach((name, value) -> said.put("kafka.properties." + name, value));
        return said;
    }

    private static void put(Map<String, String> said, String setting, @Nullable Object value) {
        if (value != null) {
            said.put(setting, value.toString());
        }
    }

    /** Whether nobody has named a Kafka. */
    boolean wantEmbeddedKafka() {
        String servers = source().read().kafka().bootstrapServers();
        return kafka.bootstrapServers().isEmpty()
                && servers.equals(ServerConfig.defaults().kafka().bootstrapServers());
    }
}
