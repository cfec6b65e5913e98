package io.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {

    @TempDir
    Path folder;

    @Test
    void everyDefaultIsAsDocumented() {
        ByteSize share = ByteSize.parse("25%");
        assertThat(ServerConfig.defaults())
                .isEqualTo(new ServerConfig(
                        new HttpConfig(
                                true,
                                "127.0.0.1",
                                4567,
                                ByteSize.ofMebibytes(24),
                                share,
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(5),
                                10_000,
                                new ByteSize(65536)),
                        new TlsConfig(false, 4568, Optional.empty(), Optional.empty()),
                        new KafkaConfig("localhost:9092", Map.of(), "__millrace_catalog"),
                        new ClusterConfig("", Duration.ofSeconds(10)),
                        new AccountConfig("000000000000", "us-east-1"),
                        new AuthConfig(Optional.empty(), Duration.ofMinutes(5), true, false),
                        new StreamsConfig(-1, -1, 10_000, 50, 4),
                        new ScalingConfig(
                                true,
                                Duration.ofSeconds(10),
                                50,
                                Duration.ofMinutes(1),
                                20,
                                Duration.ofHours(1),
                                Duration.ofMinutes(1),
                                200),
                        new LimitsConfig(LimitsConfig.Mode.NONE),
                        new ReadingConfig(8, ByteSize.ofMebibytes(10), ByteSize.parse("25%"), ByteSize.parse("10%")),
                        new WritingConfig(ByteSize.parse("20%"), Duration.ofSeconds(30), Duration.ZERO),
                        new ConnectConfig("", "", ""),
                        new FirehoseConfig(
                                5_000,
                                1,
                                Duration.ofHours(24),
                                2,
                                new FirehoseConfig.S3("", "", false, "", ""),
                                new FirehoseConfig.Lambda("", ""),
                                new FirehoseConfig.Kinesis(Map.of()),
                                new FirehoseConfig.Schema("", "", "{database}.{table}", ""),
                                new FirehoseConfig.OpenSearch("", "", "", false),
                                new FirehoseConfig.Iceberg(Map.of())),
                        new DynamoDbStreamsConfig("")));
    }

    /** Every key of every room, changed from its default: the file and the expectation have no key fewer than the records. */
    @Test
    void everyKeyIsReadFromTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("millrace.yaml"), """
                http:
                  enabled: false
                  host: localhost
                  port: 0
                  maxRequestBytes: 16MiB
                  requestMemory: 1GiB
                  requestTimeout: PT5M
                  idleTimeout: 90s
                  maxConnections: 12
                  maxHeaderBytes: 8KiB
                tls:
                  enabled: true
                  port: 8443
                  certificate: server.crt
                  key: server.key
                kafka:
                  bootstrapServers: a:1,b:2
                  properties:
                    security.protocol: SASL_SSL
                    sasl: {mechanism: PLAIN}
                  catalogTopic: facts
                cluster: {nodeName: left, lease: 3s}
                account:
                  id: "123456789012"
                  region: eu-central-1
                auth:
                  credentialsFile: keys.yaml
                  clockSkew: 15m
                  checkSignatures: false
                  checkRegion: true
                streams:
                  replicationFactor: 3
                  minInsyncReplicas: 2
                  shardLimit: 500
                  onDemandStreamLimit: 7
                  defaultOnDemandShards: 1
                scaling:
                  enabled: false
                  interval: 1s
                  splitAbove: 70
                  splitAfter: 5s
                  mergeBelow: 10
                  mergeAfter: 24h
                  pause: 0s
                  maxShards: 16
                limits:
                  mode: aws
                reading:
                  consumers: 2
                  fetchBytes: 512KiB
                  consumerBytes: 24MiB
                  tailBytes: 32MiB
                writing:
                  bufferBytes: 8MiB
                  deliveryTimeout: 10s
                  linger: 5ms
                connect: {url: "http://connect:8083", username: facade, password: hush}
                firehose:
                  deliveryStreamLimit: 3
                  partitions: 4
                  retention: 48h
                  tasks: 5
                  s3:
                    endpoint: http://store:9000
                    region: eu-west-1
                    pathStyle: true
                    accessKeyId: key
                    secretAccessKey: secret
                  lambda: {endpoint: "http://any:9000", endpoints: "a=http://a:9000,b=http://b:9000"}
                  kinesis: {client: {sasl.mechanism: PLAIN}}
                  schema: {registryUrl: "http://registry", registryAuthorization: Basic x, subject: "{table}", folder: /schemas}
                  opensearch: {endpoint: "http://search:9200", username: me, password: hush, signed: true}
                  iceberg: {catalog: {type: rest, s3: {secret-access-key: hush}}}
                dynamodbStreams: {topicPrefixes: "shop, audit.eu"}
                """);

        ServerConfig config = ServerConfig.load(file);

        assertThat(config)
                .isEqualTo(new ServerConfig(
                        new HttpConfig(
                                false,
                                "localhost",
                                0,
                                ByteSize.ofMebibytes(16),
                                ByteSize.ofMebibytes(1024),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(90),
                                12,
                                new ByteSize(8192)),
                        new TlsConfig(
                                true, 8443, Optional.of(Path.of("server.crt")), Optional.of(Path.of("server.key"))),
                        new KafkaConfig(
                                "a:1,b:2", Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"), "facts"),
                        new ClusterConfig("left", Duration.ofSeconds(3)),
                        new AccountConfig("123456789012", "eu-central-1"),
                        new AuthConfig(Optional.of(Path.of("keys.yaml")), Duration.ofMinutes(15), false, true),
                        new StreamsConfig(3, 2, 500, 7, 1),
                        new ScalingConfig(
                                false,
                                Duration.ofSeconds(1),
                                70,
                                Duration.ofSeconds(5),
                                10,
                                Duration.ofHours(24),
                                Duration.ZERO,
                                16),
                        new LimitsConfig(LimitsConfig.Mode.AWS),
                        new ReadingConfig(
                                2, new ByteSize(512 << 10), ByteSize.ofMebibytes(24), ByteSize.ofMebibytes(32)),
                        new WritingConfig(ByteSize.ofMebibytes(8), Duration.ofSeconds(10), Duration.ofMillis(5)),
                        new ConnectConfig("http://connect:8083", "facade", "hush"),
                        new FirehoseConfig(
                                3,
                                4,
                                Duration.ofHours(48),
                                5,
                                new FirehoseConfig.S3("http://store:9000", "eu-west-1", true, "key", "secret"),
                                new FirehoseConfig.Lambda("http://any:9000", "a=http://a:9000,b=http://b:9000"),
                                new FirehoseConfig.Kinesis(Map.of("sasl.mechanism", "PLAIN")),
                                new FirehoseConfig.Schema("http://registry", "Basic x", "{table}", "/schemas"),
                                new FirehoseConfig.OpenSearch("http://search:9200", "me", "hush", true),
                                new FirehoseConfig.Iceberg(Map.of("type", "rest", "s3.secret-access-key", "hush"))),
                        new DynamoDbStreamsConfig("shop, audit.eu")));
        assertThat(unchanged(config, ServerConfig.defaults())).isEmpty();
    }

    private static Set<String> unchanged(Record changed, Record defaults) throws ReflectiveOperationException {
        Set<String> same = new TreeSet<>();
        for (RecordComponent component : changed.getClass().getRecordComponents()) {
            Object a = component.getAccessor().invoke(changed);
            Object b = component.getAccessor().invoke(defaults);
            if (ConfigKeys.isRoom(component)) {
                same.addAll(unchanged((Record) a, (Record) b));
            } else if (a.equals(b)) {
                same.add(changed.getClass().getSimpleName() + "." + component.getName());
            }
        }
        return same;
    }

    @Test
    void singleSettingsLieOverTheFileWhichLiesOverTheDefaults() {
        ServerConfig config = ConfigSource.defaults()
                .yaml("test", "http: {port: 1000, idleTimeout: 10s}\nkafka:\n")
                .settings(Map.of("http.port", "2000", "kafka.properties.sasl.mechanism", "PLAIN"))
                .read();

        assertThat(config.http().port()).isEqualTo(2000);
        assertThat(config.http().idleTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.kafka().properties()).containsExactly(Map.entry("sasl.mechanism", "PLAIN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.port | 70000 | http.port: 70000 is not a port (1 to 65535, or 0 for any free one)",
                "http.port | ten | http.port: 'ten' is not a whole number",
                "http.enabled | no | http.enabled: 'no' is neither true nor false",
                "http.enabled | false | http.enabled: nothing would be served: enable http or tls",
                "http.maxRequestBytes | 10 | http.maxRequestBytes: 10B is out of range (1KiB to 1GiB)",
                "http.maxRequestBytes | lots | http.maxRequestBytes: 'lots' is not a size (like 512, 64KiB, 16MiB, 1GiB or 25%)",
                "http.requestTimeout | 0s | http.requestTimeout: 0s is not a time above zero",
                "http.requestTimeout | soon | http.requestTimeout: 'soon' is not a duration (like 250ms, 30s, 5m, 24h or PT5M)",
                "http.maxConnections | 0 | http.maxConnections: 0 is out of range (1 to 2147483647)",
                "http.maxHeaderBytes | 1 | http.maxHeaderBytes: 1B is out of range (4KiB to 1MiB)",
                "tls.port | -1 | tls.port: -1 is not a port (1 to 65535, or 0 for any free one)",
                "tls.certificate | a.pem | tls.key: tls.certificate needs its private key",
                "tls.key | a.pem | tls.certificate: tls.key needs its certificate",
                "kafka.bootstrapServers | `` | kafka.bootstrapServers: must not be empty",
                "kafka.catalogTopic | a b | kafka.catalogTopic: 'a b' is not a topic name (1 to 240 of a-z, A-Z, 0-9, . _ -)",
                "writing.deliveryTimeout | 0s | writing.deliveryTimeout: 0s is out of range (1s to 60m)",
                "cluster.lease | 10ms | cluster.lease: 10ms is out of range (500ms to 1m)",
                "account.id | 0 | account.id: '0' is not an account (12 digits, in quotes)",
                "account.region | Mars | account.region: 'Mars' is not a region (like us-east-1)",
                "auth.clockSkew | 0s | auth.clockSkew: 0s is not a time above zero",
                "streams.replicationFactor | 0 | streams.replicationFactor: 0 is not a number of replicas (1 or more, or -1 for the brokers' own)",
                "streams.shardLimit | 0 | streams.shardLimit: 0 is out of range (1 to 1000000)",
                "scaling.interval | 10ms | scaling.interval: 10ms is out of range (100ms to 1m)",
                "scaling.splitAfter | 5s | scaling.splitAfter: 5s is out of range (10s to 43200m)",
                "scaling.mergeBelow | 30 | scaling.mergeBelow: 30 is out of range (0 to 25)",
                "scaling.mergeAfter | 30s | scaling.mergeAfter: 30s is out of range (1m to 43200m)",
                "limits.mode | some | limits.mode: 'some' is none of [none, aws]",
                "reading.consumers | 0 | reading.consumers: 0 is out of range (1 to 1000)",
                "connect.url | connect:8083 | connect.url: 'connect:8083' is not a URL (like http://localhost:8083)",
                "connect.username | me | connect.password: must be set as well, or neither of both",
                "firehose.partitions | 0 | firehose.partitions: 0 is out of range (1 to 1000)",
                "firehose.s3.accessKeyId | me | firehose.s3.secretAccessKey: must be set as well, or neither of both",
                "firehose.lambda.endpoints | enrich | firehose.lambda.endpoints: 'enrich' is not a function and its endpoint (like enrich=http://host:9000)",
                "writing.linger | 31s | writing.linger: must be shorter than writing.deliveryTimeout",
                "http.prot | 1 | http.prot: there is no such setting; did you mean http.port? (known here: enabled, host, port, maxRequestBytes, requestMemory, requestTimeout, idleTimeout, maxConnections, maxHeaderBytes)",
                "htpp.port | 1 | htpp: there is no such setting; did you mean http? (known here: http, tls, kafka, cluster, account, auth, streams, scaling, limits, reading, writing, connect, firehose, dynamodbStreams)",
                "http | 1 | http: is a group of settings, not a value",
            })
    void aWrongSettingIsNamedWithWhatIsWrong(String path, String value, String message) {
        assertThatThrownBy(() -> ServerConfig.of(Map.of(path, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void beyondLoopbackWithoutCredentialsItRefuses() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("http.host", "0.0.0.0")))
                .hasMessage("http.host: 0.0.0.0 is reachable from other machines: set auth.credentialsFile, "
                        + "or listen on 127.0.0.1");
        assertThatThrownBy(() -> ServerConfig.of(Map.of("http.host", "no.such.host.invalid")))
                .hasMessageStartingWith("http.host: no.such.host.invalid is reachable");

        assertThat(ServerConfig.of(Map.of("http.host", "0.0.0.0", "auth.credentialsFile", "keys"))
                        .auth()
                        .credentialsFile())
                .contains(Path.of("keys"));
        assertThat(ServerConfig.of(Map.of("http.host", "::1")).http().isLoopback())
                .isTrue();
        assertThat(ServerConfig.of(Map.of("http.host", "localhost")).http().isLoopback())
                .isTrue();
    }

    @Test
    void kafkasPropertiesAreNeverPrinted() {
        ServerConfig config = ServerConfig.of(Map.of("kafka.properties.sasl.jaas.config", "password=hunter2"));

        assertThat(config.toString()).contains("sasl.jaas.config=***").doesNotContain("hunter2");
    }

    @Test
    void theSecretsOfConnectorsAreNeverPrinted() {
        ServerConfig config = ServerConfig.of(Map.of(
                "connect.username", "me",
                "connect.password", "hunter2",
                "firehose.s3.accessKeyId", "me",
                "firehose.s3.secretAccessKey", "hunter2",
                "firehose.iceberg.catalog.token", "hunter2",
                "firehose.schema.registryAuthorization", "hunter2",
                "firehose.opensearch.password", "hunter2"));

        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void aBrokenFileIsOneLineWithoutItsContents() {
        assertThatThrownBy(() -> ConfigSource.defaults().yaml("my.yaml", "kafka:\n  properties: {a: [hunter2\n"))
                .isInstanceOf(ConfigException.class)
                .message()
                .startsWith("my.yaml")
                .doesNotContain("hunter2")
                .doesNotContain("\n");
        assertThatThrownBy(() -> ConfigSource.defaults().yaml("my.yaml", "http: {port: 1, port: 2}"))
                .hasMessageContaining("my.yaml line 1: Duplicate");
        assertThatThrownBy(() -> ConfigSource.defaults().yaml("my.yaml", "- a"))
                .hasMessage("my.yaml: is not a YAML tree of settings");
        assertThatThrownBy(() -> ServerConfig.load(folder.resolve("none.yaml")))
                .hasMessageEndingWith("none.yaml: there is no such file");
        assertThat(ConfigSource.defaults().yaml("empty", "# nothing\n").read()).isEqualTo(ServerConfig.defaults());
    }
}
