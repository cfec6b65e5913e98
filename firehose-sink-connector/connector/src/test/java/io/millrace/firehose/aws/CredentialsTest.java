package io.millrace.firehose.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.StsException;

/** Against a stand-in for the security token service. */
class CredentialsTest {

    private static final AccessKey WORKER = new AccessKey("worker", "its-secret");

    private SecurityTokenStandIn sts;
    private Credentials credentials;

    @BeforeEach
    void start() throws Exception {
        sts = new SecurityTokenStandIn();
        credentials = Credentials.of(new Identity(Optional.of(WORKER), Optional.of(sts.role())), "eu-west-1");
    }

    @AfterEach
    void stop() {
        credentials.close();
        sts.close();
    }

    @Test
    void aKeyIsGivenAsItIs() {
        try (var own = Credentials.of(Identity.of(WORKER), "eu-west-1")) {
            assertThat(own.resolveCredentials().accessKeyId()).isEqualTo("worker");
        }
    }

    @Test
    void aRoleIsAssumedOnceForAsLongAsItsCredentialsAreGood() {
        sts.gives(key("first"), Duration.ofHours(1));

        assertThat(id()).isEqualTo("first");
        assertThat(id()).isEqualTo("first");
        assertThat(sts.asked())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .contains(
                                entry("Action", "AssumeRole"),
                                entry("RoleArn", "arn:aws:iam::123456789012:role/firehose"),
                                entry("RoleSessionName", "firehose-orders"),
                                entry("ExternalId", "42")));
    }

    @Test
    void whatIsAboutToExpireIsRenewed() throws Exception {
        sts.gives(key("first"), Duration.ofSeconds(30));
        assertThat(id()).isEqualTo("first");
        sts.gives(key("second"), Duration.ofHours(1));

        until(() -> id().equals("second"));
    }

    @Test
    void theLastAreGivenWhileTheyAreGoodAndCannotBeRenewed() throws Exception {
        sts.gives(key("first"), Duration.ofMinutes(3));
        assertThat(id()).isEqualTo("first");
        int before = sts.asked().size();
        sts.refuses(403, "AccessDenied");

        until(() -> {
            assertThat(id()).isEqualTo("first");
            return sts.asked().size() > before;
        });
        assertThat(id()).isEqualTo("first");
    }

    @Test
    void aRoleThatMayNotBeAssumedIsTold() {
        sts.refuses(403, "AccessDenied");

        assertThatThrownBy(this::id)
                .isInstanceOf(StsException.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("its-secret");
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(5);
        }
    }

    private String id() {
        return credentials.resolveCredentials().accessKeyId();
    }

    private static AccessKey key(String id) {
        return new AccessKey(id, "secret-of-" + id, Optional.of("token-of-" + id));
    }
}
