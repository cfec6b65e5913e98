package io.millrace.firehose.destination.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.delivery.NoAnswerException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

class AnswersTest {

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "503, SlowDown",
        "503, ''",
        "408, ''",
        "409, ConditionalRequestConflict",
        "429, TooManyRequests",
        "400, RequestTimeout",
        "400, Throttling",
        "403, RequestThrottled",
        "200, InternalError",
        "200, ''"
    })
    void whatMayHaveBeenDoneIsNoAnswer(int status, String code) {
        S3Exception error = error(status, code);

        assertThatThrownBy(() -> ask(error))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining(Integer.toString(status))
                .hasCause(error);
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidArgument",
        "400, ExpiredToken",
        "403, AccessDenied",
        "404, NoSuchBucket",
        "404, NoSuchUpload",
        "412, PreconditionFailed",
        "301, PermanentRedirect"
    })
    void aRefusalIsAnAnswer(int status, String code) {
        S3Exception error = error(status, code);

        assertThatThrownBy(() -> ask(error)).isSameAs(error);
    }

    @Test
    void whoGivesTheCredentialsOfARoleMayHaveNoAnswerEither() {
        AwsServiceException away = StsException.builder().statusCode(503).build();
        AwsServiceException refused = StsException.builder().statusCode(403).build();

        assertThatThrownBy(() -> ask(away))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("the security token service answered 503");
        assertThatThrownBy(() -> ask(refused)).isSameAs(refused);
    }

    @Test
    void anErrorWithoutDetailsIsToldByItsStatus() {
        assertThatThrownBy(() ->
                        ask((S3Exception) S3Exception.builder().statusCode(502).build()))
                .isInstanceOf(NoAnswerException.class);
        assertThatThrownBy(() ->
                        ask((S3Exception) S3Exception.builder().statusCode(403).build()))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void aConnectionThatIsLostIsNoAnswer() {
        assertThatThrownBy(() -> ask(SdkClientException.create("lost", new IOException("reset"))))
                .isInstanceOf(NoAnswerException.class);
        assertThatThrownBy(() -> ask(ApiCallTimeoutException.create(1000))).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void whatNeverLeftIsAnError() {
        SdkClientException error = SdkClientException.create("Unable to load credentials");

        assertThatThrownBy(() -> ask(error)).isSameAs(error);
    }

    @Test
    void anAnswerIsGivenOn() throws NoAnswerException {
        assertThat(Answers.to(() -> "tag")).isEqualTo("tag");
    }

    private static void ask(RuntimeException error) throws NoAnswerException {
        Answers.to(() -> {
            throw error;
        });
    }

    private static S3Exception error(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
