package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Pace;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.benchmarks.workloads.PutLoad;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The same closed loop as over HTTP, with one producer: so many batches are under way, and one that is acknowledged whole is
 * sent again. Callbacks run on the producer's one I/O thread, which owns the tally.
 */
final class ProducerLoop {

    private static final Duration PAUSE = Duration.ofNanos(100_000);

    private final KafkaProducer<byte[], byte[]> producer;
    private final BlockingQueue<Batch> ready;
    private final List<Batch> batches = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Tally tally = new Tally();

    ProducerLoop(KafkaProducer<byte[], byte[]> producer, String topic, PutLoad load) {
        this.producer = producer;
        this.ready = new ArrayBlockingQueue<>(load.connections());
        for (int i = 0; i < load.connections(); i++) {
            batches.add(new Batch(topic, Put.many(load.recordsPerRequest(), load.recordBytes(), i)));
        }
    }

    Ledger run(Meter meter, Duration patience, Pace pace) {
        long put = 0;
        ready.addAll(batches);
        try {
            while (!meter.over()) {
                Batch batch = await(patience);
                while (!pace.mayGoOn(put) && !meter.over()) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                batch.send(meter);
                put += batch.records.size();
            }
            for (int i = 0; i < batches.size(); i++) {
                await(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        }
        return tally.ledger();
    }

    /** The next batch that is acknowledged whole. */
    private Batch await(Duration patience) throws InterruptedException {
        Batch batch = ready.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (failure.get() != null) {
            throw new DriverFailure("Kafka: " + failure.get(), failure.get());
        }
        if (batch == null) {
            throw new DriverFailure("no acknowledgement within " + patience.toSeconds() + " s");
        }
        return batch;
    }

    private final class Batch implements Callback {

        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final long payloads;
        private Meter meter = Meter.NEVER;
        private long began;
        private int outstanding;

        private Batch(String topic, List<Put> puts) {
            long sum = 0;
            for (Put put : puts) {
                byte[] key = put.partitionKey().getBytes(StandardCharsets.UTF_8);
                records.add(new ProducerRecord<>(topic, key, put.data()));
                sum += Hash.of(put.data(), 0, Put.IDENTITY);
            }
            this.payloads = sum;
        }

        private void send(Meter meter) {
            this.meter = meter;
            outstanding = records.size();
            began = System.nanoTime();
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record, this);
            }
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            } else {
                tally.number(Hash.of(metadata.partition(), metadata.offset()));
            }
            if (--outstanding == 0) {
                meter.completed(began, System.nanoTime(), records.size());
                tally.payloads(payloads);
                ready.add(this);
            }
        }
    }
}
