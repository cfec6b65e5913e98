package io.millrace.server.catalog;

import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactCodec;
import io.millrace.mapping.catalog.FactKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Changes as records of the catalog topic: the key of a fact, and the fact in JSON or nothing. A header names the transaction, so that
 * its writer can tell it from another that wrote the same.
 */
final class CatalogRecords {

    private static final String TRANSACTION = "transaction";

    private final String topic;
    private final FactCodec codec = new FactCodec();

    CatalogRecords(String topic) {
        this.topic = topic;
    }

    List<ProducerRecord<byte[], byte[]>> encode(List<Change> changes, String transaction) {
        List<Header> headers = List.of(new RecordHeader(TRANSACTION, transaction.getBytes(StandardCharsets.US_ASCII)));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(changes.size());
        for (Change change : changes) {
            byte[] key = change.key().value().getBytes(StandardCharsets.UTF_8);
            byte[] value = change instanceof Change.Put put ? codec.encode(put.fact()) : null;
            records.add(new ProducerRecord<>(topic, 0, key, value, headers));
        }
        return records;
    }

    /** Which transaction wrote the record; empty if that was an older Millrace's. */
    Optional<String> transaction(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader(TRANSACTION))
                .map(header -> new String(header.value(), StandardCharsets.US_ASCII));
    }

    Change decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] about = record.key() == null ? new byte[0] : record.key();
        FactKey key = new FactKey(new String(about, StandardCharsets.UTF_8));
        return record.value() == null ? new Change.Remove(key) : new Change.Put(codec.decode(key, record.value()));
    }
}
