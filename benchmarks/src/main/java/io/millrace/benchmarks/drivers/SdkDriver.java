package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.benchmarks.workloads.PutLoad;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * The AWS SDK for Java v2 as it comes (CBOR, HTTP/2 by prior knowledge): what a program sees whose client costs more CPU than the
 * server, here on the same cores.
 */
public final class SdkDriver implements Driver {

    private static final CompletableFuture<Void> ENDED = CompletableFuture.allOf();
    private static final Duration READ_BACK = Duration.ofSeconds(120);

    private final String name;
    private final KinesisEndpoint endpoint;
    private final KinesisControl control;
    private final KinesisAsyncClient client;

    public SdkDriver(String name, KinesisEndpoint endpoint) {
        this.name = name;
        this.endpoint = endpoint;
        this.control = endpoint.control();
        this.client = KinesisAsyncClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(KinesisEndpoint.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Servers.ACCESS_KEY, Servers.SECRET_KEY)))
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SystemUnderTest system() {
        return control;
    }

    @Override
    public Ledger put(String stream, PutLoad load, Trial trial) {
        List<SdkPut> puts = SdkPut.several(stream, load);
        Tally tally = new Tally();
        Meter meter = trial.start();
        inParallel(load.connections(), trial.patience(), writer -> putFrom(writer, puts, meter, tally));
        return tally.ledger();
    }

    /** One writer's loop: the next request is sent where the answer to the one before arrives. */
    private CompletableFuture<Void> putFrom(int turn, List<SdkPut> puts, Meter meter, Tally tally) {
        SdkPut put = puts.get(turn % puts.size());
        long began = System.nanoTime();
        return put.send(client).thenCompose(numbers -> {
            meter.completed(began, System.nanoTime(), numbers.size());
            synchronized (tally) {
                numbers.forEach(number -> tally.number(Hash.of(number)));
                tally.payloads(put.payloads());
            }
            return meter.over() ? ENDED : putFrom(turn + 1, puts, meter, tally);
        });
    }

    @Override
    public void read(String stream, Trial trial) {
        List<String> starts = control.trimHorizons(stream);
        Meter meter = trial.start();
        inParallel(starts.size(), trial.patience(), shard -> readAgain(starts.get(shard), starts.get(shard), meter));
    }

    private CompletableFuture<Void> readAgain(String start, String iterator, Meter meter) {
        long began = System.nanoTime();
        return client.getRecords(request -> request.shardIterator(iterator)).thenCompose(page -> {
            meter.completed(began, System.nanoTime(), page.records().size());
            String next = isTip(page) ? start : page.nextShardIterator();
            return meter.over() ? ENDED : readAgain(start, next, meter);
        });
    }

    @Override
    public void push(String stream, Trial trial) {
        String consumer = consumerOf(stream);
        SdkPut put = SdkPut.several(stream, new PutLoad(1, 1024, 1)).get(0);
        Meter meter = trial.start();
        PushTimes times = new PushTimes(meter);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> subscription = client.subscribeToShard(
                request -> request.consumerARN(consumer)
                        .shardId("shardId-000000000000")
                        .startingPosition(position -> position.type(ShardIteratorType.LATEST)),
                SubscribeToShardResponseHandler.builder()
                        .onResponse(response -> begun.complete(null))
                        .subscriber((SubscribeToShardEventStream event) -> ((SubscribeToShardEvent) event)
                                .records()
                                .forEach(record -> times.arrived(record.sequenceNumber())))
                        .build());
        try {
            begun.get(trial.patience().toSeconds(), TimeUnit.SECONDS);
            while (!meter.over()) {
                times.acknowledged(put.send(client).get(10, TimeUnit.SECONDS).get(0));
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
            for (int i = 0; !times.allHaveArrived(); i++) {
                if (i == 1000) {
                    throw new DriverFailure("what was acknowledged has not been pushed");
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DriverFailure("SDK: " + e, e);
        } finally {
            subscription.cancel(true);
            deregister(consumer);
        }
    }

    private void deregister(String consumer) {
        String stream = consumer.substring(0, consumer.indexOf("/consumer/"));
        client.deregisterStreamConsumer(request -> request.consumerARN(consumer))
                .join();
        while (!client.listStreamConsumers(request -> request.streamARN(stream))
                .join()
                .consumers()
                .isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private String consumerOf(String stream) {
        String arn = client.describeStreamSummary(request -> request.streamName(stream))
                .join()
                .streamDescriptionSummary()
                .streamARN();
        String consumer = client.registerStreamConsumer(
                        request -> request.streamARN(arn).consumerName("subscriber"))
                .join()
                .consumer()
                .consumerARN();
        while (client.describeStreamConsumer(request -> request.consumerARN(consumer))
                        .join()
                        .consumerDescription()
                        .consumerStatus()
                != ConsumerStatus.ACTIVE) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return consumer;
    }

    @Override
    public Ledger readBack(String stream) {
        List<String> starts = control.trimHorizons(stream);
        Tally tally = new Tally();
        inParallel(starts.size(), READ_BACK, shard -> readOnce(starts.get(shard), tally));
        return tally.ledger();
    }

    private CompletableFuture<Void> readOnce(String iterator, Tally tally) {
        return client.getRecords(request -> request.shardIterator(iterator)).thenCompose(page -> {
            synchronized (tally) {
                for (Record found : page.records()) {
                    tally.number(Hash.of(found.sequenceNumber()));
                    tally.payloads(SdkPut.payload(found.data()));
                }
            }
            return page.millisBehindLatest() == 0 ? ENDED : readOnce(page.nextShardIterator(), tally);
        });
    }

    private static boolean isTip(GetRecordsResponse page) {
        return page.records().isEmpty() && page.millisBehindLatest() == 0;
    }

    private static void inParallel(int count, Duration patience, IntFunction<CompletableFuture<Void>> loop) {
        try {
            CompletableFuture.allOf(IntStream.range(0, count).mapToObj(loop).toArray(CompletableFuture[]::new))
                    .get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new DriverFailure("SDK: " + cause, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
