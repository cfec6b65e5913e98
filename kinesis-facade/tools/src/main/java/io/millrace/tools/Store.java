package io.millrace.tools;

import io.millrace.embedded.EmbeddedS3;
import io.millrace.server.auth.AccessKey;
import io.millrace.server.auth.CredentialFile;
import io.millrace.server.auth.CredentialStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the store of {@code up} alone, for workers that are elsewhere. */
@Command(
        name = "s3",
        description = "Serves S3's protocol on a folder until it is stopped: the store that 'up' has. For development.",
        sortOptions = false)
final class Store implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where buckets and objects are kept. Default: ~/.millrace/s3.")
    private Path data = Path.of(System.getProperty("user.home"), ".millrace", "s3");

    @Option(names = "--port", paramLabel = "PORT", description = "0 takes any that is free. Default: 4569.")
    private int port = Up.S3_PORT;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "Who may ask: keys as in ~/.aws/credentials. Without it any key will do, on loopback.")
    private @Nullable Path credentials;

    @Override
    public Integer call() throws InterruptedException {
        if (credentials == null && !host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("::1")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--host " + host + " is for other machines too: say with --credentials who may ask");
        }
        EmbeddedS3 store = EmbeddedS3.start(new EmbeddedS3.Config(data, host, port, keys(), true));
        spec.commandLine().getOut().println("S3       " + store.endpoint() + "  (in " + data + ")\nCtrl-C stops it.");
        spec.commandLine().getOut().flush();
        new Serving(store).untilStopped();
        return 0;
    }

    private Optional<EmbeddedS3.Keys> keys() {
        return Optional.ofNullable(credentials).map(file -> {
            CredentialStore known = new CredentialFile(file, InstantSource.system());
            return id -> known.find(id).map(AccessKey::secret);
        });
    }
}
