package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFileTest {

    private static final String ALICE =
            "[alice]\naws_access_key_id = AKIDALICE\naws_secret_access_key = alice+/secret=\n";
    private static final String BOB =
            "[bob]\naws_access_key_id=ASIABOB\naws_secret_access_key=bob-secret\naws_session_token=bob-token==\n";

    @TempDir
    Path folder;

    private Path file;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("credentials");
    }

    @Test
    void everyProfileIsAKey() throws IOException {
        write("# people\n" + ALICE + "\n; machines\n" + BOB);

        CredentialFile credentials = new CredentialFile(file, clock);

        assertThat(credentials.find("AKIDALICE"))
                .contains(new AccessKey("AKIDALICE", "alice+/secret=", Optional.empty()));
        assertThat(credentials.find("ASIABOB"))
                .contains(new AccessKey("ASIABOB", "bob-secret", Optional.of("bob-token==")));
        assertThat(credentials.find("AKIDCAROL")).isEmpty();
    }

    @Test
    void otherSettingsAndProfilesWithoutKeysArePassedOver() throws IOException {
        write("[profile role]\nrole_arn = arn:aws:iam::1:role/x\n[tuned]\nregion=eu-west-1 # here\ns3 =\n"
                + "  max_concurrent_requests = 20\n  continued\n" + ALICE.replace("[alice]\n", "")
                + "aws_session_token = \n");

        assertThat(new CredentialFile(file, clock)
                        .find("AKIDALICE")
                        .orElseThrow()
                        .sessionToken())
                .isEmpty();
    }

    @Test
    void aCommentMayFollowAValue() throws IOException {
        write("[a] # mine\naws_access_key_id = AKID ; the id\naws_secret_access_key = se#cret\t# the secret\n");

        assertThat(new CredentialFile(file, clock).find("AKID").orElseThrow().secret())
                .isEqualTo("se#cret");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        write(ALICE);
        CredentialFile credentials = new CredentialFile(file, clock);

        write(ALICE + BOB);
        assertThat(credentials.find("ASIABOB")).isEmpty();
        now = now.plusMillis(1_001);

        assertThat(credentials.find("ASIABOB")).isPresent();
    }

    @Test
    void aRemovedKeyIsRefused() throws IOException {
        write(ALICE + BOB);
        CredentialFile credentials = new CredentialFile(file, clock);

        write(ALICE);
        now = now.plusSeconds(2);

        assertThat(credentials.find("ASIABOB")).isEmpty();
        assertThat(credentials.find("AKIDALICE")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "[half"})
    void aFileThatBecomesUnusableLeavesTheLastKeys(String content) throws IOException {
        write(ALICE);
        CredentialFile credentials = new CredentialFile(file, clock);

        write(content);
        now = now.plusSeconds(2);

        assertThat(credentials.find("AKIDALICE")).isPresent();
        write(BOB);
        now = now.plusSeconds(2);
        assertThat(credentials.find("AKIDALICE")).isEmpty();
        assertThat(credentials.find("ASIABOB")).isPresent();
    }

    @Test
    void aFileThatDisappearsLeavesTheLastKeys() throws IOException {
        write(ALICE);
        CredentialFile credentials = new CredentialFile(file, clock);

        Files.delete(file);
        now = now.plusSeconds(2);

        assertThat(credentials.find("AKIDALICE")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void aFileThatOthersCanReadOrWriteIsRefused(String permissions) throws IOException {
        assumePosix();
        write(ALICE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> new CredentialFile(file, clock))
                .isInstanceOf(CredentialFileException.class)
                .hasMessage(file + " can be read or written by other users: chmod 600 " + file);
    }

    @Test
    void aFileThatIsMadePrivateAgainIsReadAgain() throws IOException {
        assumePosix();
        write(ALICE);
        CredentialFile credentials = new CredentialFile(file, clock);
        write(BOB);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        now = now.plusSeconds(2);
        assertThat(credentials.find("ASIABOB")).isEmpty();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        now = now.plusSeconds(2);

        assertThat(credentials.find("ASIABOB")).isPresent();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> new CredentialFile(file, clock))
                .isInstanceOf(CredentialFileException.class)
                .hasMessage("there is no credentials file " + file);
    }

    @Test
    void aFileWithoutKeysIsRefused() throws IOException {
        assertRefused("[default]\nregion = x\n", " holds no aws_access_key_id: add one under a [profile]");
    }

    @Test
    void aFileThatIsNotTextIsRefused() throws IOException {
        Files.write(file, new byte[] {(byte) 0xc3, 0x28});
        makePrivate();

        assertThatThrownBy(() -> new CredentialFile(file, clock)).hasMessage(file + " is not UTF-8 text");
    }

    @Test
    void aMalformedLineIsNamedAndNotQuoted() throws IOException {
        assertRefused(ALICE + "hunter2\n", ", line 4: expected [profile] or name = value");
    }

    @Test
    void anUnclosedProfileIsNamed() throws IOException {
        assertRefused(ALICE + "\n[bob\n", ", line 5: the profile's name is not closed with ]");
    }

    @Test
    void aSettingOutsideAProfileIsNamed() throws IOException {
        assertRefused("aws_access_key_id = A\n", ", line 1: a setting must stand under a [profile]");
    }

    @Test
    void halfAKeyIsNamed() throws IOException {
        assertRefused(ALICE + "[bob]\naws_access_key_id = B\n", ", line 4: the profile has no aws_secret_access_key");
        assertRefused("[bob]\naws_secret_access_key = B\n", ", line 1: the profile has no aws_access_key_id");
    }

    @Test
    void aSecretInTheIdsPlaceIsNotQuoted() throws IOException {
        assertRefused(
                "[bob]\naws_access_key_id = se/cret\naws_secret_access_key = AKID\n",
                ", line 1: aws_access_key_id has a slash in it: are key id and secret in each other's place?");
    }

    @Test
    void oneIdWithTwoSecretsIsRefused() throws IOException {
        assertRefused(
                ALICE + "[b]\naws_access_key_id = AKIDALICE\naws_secret_access_key = other\n",
                ", line 4: another profile has the same aws_access_key_id with another secret");
    }

    @Test
    void nothingPrintsASecret() throws IOException {
        write(BOB);
        CredentialFile credentials = new CredentialFile(file, clock);

        assertThat(credentials + " " + credentials.find("ASIABOB"))
                .contains("ASIABOB")
                .doesNotContain("secret", "token");
    }

    private void assertRefused(String content, String message) throws IOException {
        write(content);

        assertThatThrownBy(() -> new CredentialFile(file, clock))
                .isInstanceOf(CredentialFileException.class)
                .hasMessage(file + message);
    }

    private void write(String content) throws IOException {
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        makePrivate();
    }

    private void makePrivate() throws IOException {
        if (isPosix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void assumePosix() {
        assumeThat(isPosix()).isTrue();
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
