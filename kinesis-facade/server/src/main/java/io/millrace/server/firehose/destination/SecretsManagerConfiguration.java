package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.firehose.shape.SecretArn;
import java.util.Optional;

/** Where the service would find a secret. */
public record SecretsManagerConfiguration(Optional<SecretArn> secretARN, Optional<RoleArn> roleARN, Boolean enabled) {}
