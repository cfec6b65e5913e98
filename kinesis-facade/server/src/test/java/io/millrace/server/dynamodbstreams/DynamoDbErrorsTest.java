package io.millrace.server.dynamodbstreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.operation.AwsError;
import org.junit.jupiter.api.Test;

final class DynamoDbErrorsTest {

    private final DynamoDbErrors errors = new DynamoDbErrors();

    @Test
    void errorsOfTheModelHaveItsName() {
        assertThat(errors.of(AwsError.resourceNotFound("")))
                .isEqualTo("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException");
        assertThat(errors.of(AwsError.internalFailure("")))
                .isEqualTo("com.amazonaws.dynamodb.v20120810#InternalServerError");
    }

    @Test
    void othersHaveTheNameOfTheFramework() {
        assertThat(errors.of(AwsError.validation(""))).isEqualTo("com.amazon.coral.validate#ValidationException");
        assertThat(errors.of(AwsError.unrecognizedClient("")))
                .isEqualTo("com.amazon.coral.service#UnrecognizedClientException");
    }
}
