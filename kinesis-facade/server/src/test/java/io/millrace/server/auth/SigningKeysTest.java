package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private static final CredentialScope SCOPE =
            new CredentialScope("20150830", "us-east-1", "kinesis", "aws4_request");

    private final SigningKeys keys = new SigningKeys();

    @Test
    void aProvenKeyIsNotDerivedAgain() {
        SigningKey key = keys.get(SignedRequests.KEY, SCOPE);
        keys.proven(SignedRequests.KEY, SCOPE, key);

        assertThat(keys.get(SignedRequests.KEY, SCOPE)).isSameAs(key);
    }

    @Test
    void aKeyThatProvedNothingIsForgotten() {
        keys.get(SignedRequests.KEY, SCOPE);

        assertThat(keys.size()).isZero();
    }

    @Test
    void aChangedSecretIsAnotherKey() {
        AccessKey changed = new AccessKey(SignedRequests.KEY.id(), "changed", Optional.empty());
        SigningKey key = keys.get(SignedRequests.KEY, SCOPE);
        keys.proven(SignedRequests.KEY, SCOPE, key);

        assertThat(keys.get(changed, SCOPE)).isNotSameAs(key);
    }

    @Test
    void theyAreBounded() {
        for (int day = 0; day < 3 * SigningKeys.LIMIT; day++) {
            CredentialScope scope = new CredentialScope("" + day, "us-east-1", "kinesis", "aws4_request");
            keys.proven(SignedRequests.KEY, scope, keys.get(SignedRequests.KEY, scope));

            assertThat(keys.size()).isLessThanOrEqualTo(SigningKeys.LIMIT);
        }
    }
}
