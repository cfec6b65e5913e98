package io.millrace.dynamodb;

import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.convert.ChangeKind;
import io.millrace.dynamodb.convert.StreamOrigin;
import io.millrace.dynamodb.lineage.ShardId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** A stream's record as a change. */
final class StreamChanges {

    private StreamChanges() {}

    static Change of(ShardId shard, Record record) {
        StreamRecord body = record.dynamodb();
        return new Change(
                ChangeKind.ofEvent(record.eventNameAsString()),
                body.keys(),
                image(body.hasNewImage(), body.newImage()),
                image(body.hasOldImage(), body.oldImage()),
                body.approximateCreationDateTime(),
                Optional.of(new StreamOrigin(
                        shard.value(),
                        body.sequenceNumber(),
                        record.eventID(),
                        record.eventVersion(),
                        record.awsRegion(),
                        body.streamViewTypeAsString(),
                        body.sizeBytes() == null ? 0 : body.sizeBytes(),
                        Optional.ofNullable(record.userIdentity()).map(StreamChanges::identity))));
    }

    private static Optional<Map<String, AttributeValue>> image(boolean there, Map<String, AttributeValue> image) {
        return there ? Optional.of(image) : Optional.empty();
    }

    private static StreamOrigin.Identity identity(Identity identity) {
        return new StreamOrigin.Identity(identity.type(), identity.principalId());
    }
}
