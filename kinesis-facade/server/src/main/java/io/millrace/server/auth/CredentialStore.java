package io.millrace.server.auth;

import java.util.Optional;

/** The access keys that may sign requests. */
public interface CredentialStore {

    Optional<AccessKey> find(String accessKeyId);
}
