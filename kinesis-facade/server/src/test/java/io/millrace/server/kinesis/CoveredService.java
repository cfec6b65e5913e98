package io.millrace.server.kinesis;

import io.millrace.server.dynamodbstreams.DynamoDbStreamsApi;
import io.millrace.server.dynamodbstreams.DynamoDbStreamsParts;
import io.millrace.server.firehose.FirehoseApi;
import io.millrace.server.firehose.FirehoseParts;
import io.millrace.server.kinesis.ProvokedErrors.Cell;
import io.millrace.server.operation.OperationTable;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.StreamSupport;

/** A service whose operations and errors the coverage page tells of. Its tests are in folders of its name; Kinesis has the others. */
enum CoveredService {
    KINESIS(
            "Amazon Kinesis Data Streams (API of 2013-12-02)",
            "kinesis",
            KinesisModel.OPERATIONS,
            ImpossibleErrors.REASONS),
    FIREHOSE(
            "Amazon Data Firehose (API of 2015-08-04)",
            "firehose",
            FirehoseModel.OPERATIONS,
            ImpossibleErrors.FIREHOSE_REASONS),
    DYNAMODB_STREAMS(
            "Amazon DynamoDB Streams (API of 2012-08-10)",
            "dynamodbstreams",
            DynamoDbStreamsModel.OPERATIONS,
            ImpossibleErrors.DYNAMODB_STREAMS_REASONS);

    final String title;
    final String room;
    final SortedMap<String, List<String>> model;
    final List<ImpossibleErrors.Reason> reasons;

    CoveredService(
            String title, String room, SortedMap<String, List<String>> model, List<ImpossibleErrors.Reason> reasons) {
        this.title = title;
        this.room = room;
        this.model = model;
        this.reasons = reasons;
    }

    /** Its table is read, and none of its operations is called. */
    OperationTable served() {
        return switch (this) {
            case KINESIS -> KinesisApi.operations(partsThatNobodyCalls(KinesisParts.class));
            case FIREHOSE -> FirehoseApi.operations(partsThatNobodyCalls(FirehoseParts.class));
            case DYNAMODB_STREAMS -> DynamoDbStreamsApi.operations(partsThatNobodyCalls(DynamoDbStreamsParts.class));
        };
    }

    boolean owns(Path test) {
        return Arrays.stream(values())
                .filter(service -> service != KINESIS && service.hasFolderOf(test))
                .findFirst()
                .orElse(KINESIS)
                .equals(this);
    }

    private boolean hasFolderOf(Path test) {
        return StreamSupport.stream(test.spliterator(), false)
                .anyMatch(part -> part.toString().equals(room));
    }

    /** The errors of all operations that the model lists. */
    List<Cell> cells() {
        return model.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(error -> new Cell(entry.getKey(), error)))
                .toList();
    }

    private static <P> P partsThatNobodyCalls(Class<P> type) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructors()[0];
            Class<?>[] types = canonical.getParameterTypes();
            Object[] nothing = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                nothing[i] = types[i] == boolean.class ? true : null;
            }
            return type.cast(canonical.newInstance(nothing));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
