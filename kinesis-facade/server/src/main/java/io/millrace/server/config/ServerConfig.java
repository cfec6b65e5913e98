package io.millrace.server.config;

import java.nio.file.Path;
import java.util.Map;

/** All settings of a server, room by room. */
public record ServerConfig(
        HttpConfig http,
        TlsConfig tls,
        KafkaConfig kafka,
        ClusterConfig cluster,
        AccountConfig account,
        AuthConfig auth,
        StreamsConfig streams,
        ScalingConfig scaling,
        LimitsConfig limits,
        ReadingConfig reading,
        WritingConfig writing,
        ConnectConfig connect,
        FirehoseConfig firehose,
        DynamoDbStreamsConfig dynamodbStreams) {

    public ServerConfig {
        if (!http.enabled() && !tls.enabled()) {
            throw ConfigException.at("http.enabled", "nothing would be served: enable http or tls");
        }
        if (http.enabled() && tls.enabled() && http.port() != 0 && http.port() == tls.port()) {
            throw ConfigException.at("tls.port", tls.port() + " is http.port already");
        }
        if (auth.credentialsFile().isEmpty() && !http.isLoopback()) {
            throw ConfigException.at(
                    "http.host",
                    http.host()
                            + " is reachable from other machines: set auth.credentialsFile, or listen on 127.0.0.1");
        }
    }

    public static ServerConfig defaults() {
        return ConfigSource.defaults().read();
    }

    /** @throws ConfigException if the file cannot be read or a setting is wrong */
    public static ServerConfig load(Path file) {
        return ConfigSource.defaults().file(file).read();
    }

    /** The defaults with some settings changed, such as {@code http.port} to {@code 0}. */
    public static ServerConfig of(Map<String, String> settings) {
        return ConfigSource.defaults().settings(settings).read();
    }
}
