package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.Empty;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Changes for how long a stream keeps its records, in the one direction that each operation allows. */
public final class RetentionChange {

    private final StreamLookup streams;
    private final SettingChange settings;
    private final Clock clock;

    public RetentionChange(StreamLookup streams, SettingChange settings, Clock clock) {
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
    }

    /** To the same number of hours leads either. */
    enum Direction {
        INCREASE("shorter", "DecreaseRetentionPeriod"),
        DECREASE("longer", "IncreaseRetentionPeriod");

        private final String wrong;
        private final String otherApi;

        Direction(String wrong, String otherApi) {
            this.wrong = wrong;
            this.otherApi = otherApi;
        }

        private boolean leads(int from, int to) {
            return this == INCREASE ? to >= from : to <= from;
        }

        private AwsException refusal(StreamFact stream, int hours) {
            return AwsError.invalidArgument("Requested retention period (" + hours + " hours) for stream "
                            + stream.name() + " can not be " + wrong + " than existing retention period ("
                            + stream.retention().hours() + " hours). Use " + otherApi + " API.")
                    .asException();
        }
    }

    CompletionStage<Empty> carryOut(
            Optional<StreamName> name, Optional<StreamArn> arn, int hours, Direction direction) {
        return settings.carryOut(
                        streams.name(name, arn), TopicSetting.RETENTION, stream -> changed(stream, hours, direction))
                .thenCompose(done -> Empty.done());
    }

    private StreamFact changed(StreamFact stream, int hours, Direction direction) {
        RetentionHours.check(hours);
        if (!direction.leads(stream.retention().hours(), hours)) {
            throw direction.refusal(stream, hours);
        }
        streams.requireActive(stream);
        return stream.withRetention(stream.retention().changedTo(hours, clock.instant()));
    }
}
