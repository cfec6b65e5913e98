package io.millrace.server.catalog;

import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactCodec;
import io.millrace.mapping.catalog.FactKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Changes as records of the catalog topic: the key of a fact, and the fact in JSON or nothing. */
final class CatalogRecords {

    private final String topic;
    private final FactCodec codec = new FactCodec();

    CatalogRecords(String topic) {
        this.topic = topic;
    }

    List<ProducerRecord<byte[], byte[]>> encode(List<Change> changes) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(changes.size());
        for (Change change : changes) {
            byte[] key = change.key().value().getBytes(StandardCharsets.UTF_8);
            byte[] value = change instanceof Change.Put put ? codec.encode(put.fact()) : null;
            records.add(new ProducerRecord<>(topic, 0, key, value));
        }
        return records;
    }

    Change decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] about = record.key() == null ? new byte[0] : record.key();
        FactKey key = new FactKey(new String(about, StandardCharsets.UTF_8));
        return record.value() == null ? new Change.Remove(key) : new Change.Put(codec.decode(key, record.value()));
    }
}
