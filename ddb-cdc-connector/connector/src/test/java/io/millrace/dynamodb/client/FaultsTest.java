package io.millrace.dynamodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

final class FaultsTest {

    @Test
    void anIteratorThatIsTooOldIsReplaced() {
        assertThat(kind(ExpiredIteratorException.builder().build())).isEqualTo(ReadFault.Kind.EXPIRED);
    }

    @Test
    void whatWasTrimmedAndAShardThatIsGoneAreGaps() {
        assertThat(kind(TrimmedDataAccessException.builder().build())).isEqualTo(ReadFault.Kind.GONE);
        assertThat(kind(ResourceNotFoundException.builder().build())).isEqualTo(ReadFault.Kind.GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"})
    void refusalsForBeingTooFastPass(String code) {
        assertThat(kind(refused(400, code))).isEqualTo(ReadFault.Kind.PASSING);
    }

    @Test
    void theServicesOwnFaultsAndThoseOfTheNetworkPass() {
        assertThat(kind(refused(500, "InternalServerError"))).isEqualTo(ReadFault.Kind.PASSING);
        assertThat(kind(refused(503, "ServiceUnavailable"))).isEqualTo(ReadFault.Kind.PASSING);
        assertThat(kind(LimitExceededException.builder().statusCode(400).build()))
                .isEqualTo(ReadFault.Kind.PASSING);
        assertThat(kind(SdkClientException.create("no answer", new ConnectException("refused"))))
                .isEqualTo(ReadFault.Kind.PASSING);
    }

    @Test
    void whatAnOperatorHasToMendIsThrownAsItIs() {
        SdkException denied = refused(400, "AccessDeniedException");
        SdkException withoutRegion = SdkClientException.create("no region");

        assertThatThrownBy(() -> throwing(denied)).isSameAs(denied);
        assertThatThrownBy(() -> throwing(withoutRegion)).isSameAs(withoutRegion);
    }

    private static SdkException refused(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static ReadFault.Kind kind(SdkException thrown) {
        return catchThrowableOfType(ReadFault.class, () -> throwing(thrown)).kind();
    }

    private static void throwing(SdkException thrown) {
        Faults.sorted(() -> {
            throw thrown;
        });
    }
}
