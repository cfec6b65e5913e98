package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.conformance.client.FailedCall;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * The errors of the service's model as a program meets them. {@code docs/coverage.md} tells from the calls of these methods,
 * as they stand in the sources, which error of which operation is provoked where.
 */
public final class Refusals {

    private Refusals() {}

    /** A call of that operation ends with that error, as the class that the SDK has for it. */
    public static <E extends AwsServiceException> AbstractThrowableAssert<?, E> refused(
            String operation, Class<E> error, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof CompletionException) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isInstanceOf(error);
        assertThat(FailedCall.operationOf(thrown)).contains(operation);
        return assertThat(error.cast(thrown));
    }

    /** PutRecords tells of an error in the entries of those records that it befell. */
    public static ListAssert<PutRecordsResultEntry> refusedEntries(
            Class<? extends KinesisException> error, PutRecordsResponse answer) {
        List<PutRecordsResultEntry> refused = answer.records().stream()
                .filter(entry -> entry.errorCode() != null)
                .toList();
        assertThat(answer.failedRecordCount()).isPositive().isEqualTo(refused.size());
        String code = error.getSimpleName();
        return assertThat(refused).allSatisfy(entry -> {
            // Here the service calls an InternalFailureException an InternalFailure.
            assertThat(entry.errorCode()).isIn(code, code.replaceFirst("Exception$", ""));
            assertThat(entry.sequenceNumber()).isNull();
            assertThat(entry.shardId()).isNull();
        });
    }
}
