package io.millrace.server.firehose.connector;

import io.millrace.server.firehose.destination.SecretsManagerConfiguration;
import io.millrace.server.operation.AwsError;
import java.util.Optional;

/** Secrets come with the request here, or from the worker's own configuration providers. */
final class Secrets {

    private Secrets() {}

    static void refuse(Optional<SecretsManagerConfiguration> manager) {
        manager.filter(SecretsManagerConfiguration::enabled).ifPresent(enabled -> {
            throw AwsError.invalidArgument(
                            "SecretsManagerConfiguration is not supported: there is no Secrets Manager here. Give"
                                    + " the secret itself, or a reference to a configuration provider of the worker.")
                    .asException();
        });
    }
}
