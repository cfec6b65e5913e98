package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The credential scopes that this server answers to.
 *
 * @param region empty to accept any, so that programs keep the region they are configured with
 * @param services signing names, such as {@code kinesis}
 */
public record AcceptedScope(Optional<String> region, Set<String> services) {

    public AcceptedScope {
        Objects.requireNonNull(region);
        services = Set.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("at least one service must be accepted");
        }
    }

    /** Names all that is wrong at once, as the service does, trailing space included. */
    void check(CredentialScope scope, RequestDate date) {
        StringBuilder wrong = new StringBuilder();
        if (region.isPresent() && !region.get().equals(scope.region())) {
            wrong.append("Credential should be scoped to a valid region, not '" + scope.region() + "'. ");
        }
        if (!services.contains(scope.service())) {
            wrong.append("Credential should be scoped to correct service: '"
                    + String.join("' or '", new TreeSet<>(services)) + "'. ");
        }
        if (!scope.terminator().equals(CredentialScope.TERMINATOR)) {
            wrong.append("Credential should be scoped with a valid terminator: '" + CredentialScope.TERMINATOR
                    + "', not '" + scope.terminator() + "'. ");
        }
        if (!scope.date().equals(date.day())) {
            wrong.append("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + date.day() + "', from '" + date.text() + "'.");
        }
        if (!wrong.isEmpty()) {
            throw AwsError.invalidSignature(wrong.toString()).asException();
        }
    }
}
