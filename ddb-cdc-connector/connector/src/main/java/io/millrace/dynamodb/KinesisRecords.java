package io.millrace.dynamodb;

import io.debezium.data.Envelope;
import io.debezium.data.Json;
import io.millrace.dynamodb.convert.EnvelopeReader;
import io.millrace.dynamodb.convert.KinesisLayout;
import io.millrace.dynamodb.convert.SourceFields;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Records with an envelope as records of "Kinesis Data Streams for DynamoDB". Others stay as they are. */
final class KinesisRecords {

    private KinesisRecords() {}

    static SourceRecord of(SourceRecord record) {
        if (record.valueSchema() == null || !Envelope.isEnvelopeSchema(record.valueSchema())) {
            return record;
        }
        Struct envelope = (Struct) record.value();
        String table = envelope.getStruct(Envelope.FieldName.SOURCE).getString(SourceFields.TABLE);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                Json.schema(),
                KinesisLayout.write(table, EnvelopeReader.read((Struct) record.key(), envelope)),
                record.timestamp(),
                record.headers());
    }
}
