package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.http.Toys.Subscribe.Tick;
import io.millrace.server.operation.AwsError;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EventStreamTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private RunningServer running;

    @BeforeEach
    void start() {
        running = RunningServer.start(Map.of("http.requestTimeout", "300ms"));
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    /** Gives events when it is asked for them, or, without a plan, when the test says so. */
    private static final class Ticks implements Flow.Publisher<Tick>, Flow.Subscription {

        private final BiConsumer<Integer, Flow.Subscriber<? super Tick>> plan;
        final AtomicLong asked = new AtomicLong();
        volatile Flow.Subscriber<? super Tick> subscriber;
        volatile boolean cancelled;

        Ticks(BiConsumer<Integer, Flow.Subscriber<? super Tick>> plan) {
            this.plan = plan;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Tick> subscriber) {
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            for (long i = 0; i < count; i++) {
                plan.accept((int) asked.incrementAndGet(), subscriber);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    record Frame(Map<String, String> headers, String payload) {

        static Optional<Frame> read(DataInputStream in) throws IOException {
            int total;
            try {
                total = in.readInt();
            } catch (EOFException e) {
                return Optional.empty();
            }
            int headerBytes = in.readInt();
            in.readInt();
            ByteBuffer headers = ByteBuffer.wrap(in.readNBytes(headerBytes));
            String payload = new String(in.readNBytes(total - headerBytes - 16), StandardCharsets.UTF_8);
            in.readInt();
            Map<String, String> named = new HashMap<>();
            while (headers.hasRemaining()) {
                byte[] name = new byte[headers.get()];
                headers.get(name);
                headers.get();
                byte[] value = new byte[headers.getShort()];
                headers.get(value);
                named.put(new String(name, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
            }
            return Optional.of(new Frame(named, payload));
        }
    }

    private HttpResponse<InputStream> subscribe(HttpClient.Version version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(running.uri("/"))
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", Toys.TARGET + ".Subscribe")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpClient client = HttpClient.newBuilder().version(version).build();
        // So that the subscription is not the request that upgrades to HTTP/2, whose stream the JDK's client does not
        // reset.
        client.send(
                HttpRequest.newBuilder(running.uri("/health/live")).build(), HttpResponse.BodyHandlers.discarding());
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static List<Frame> framesOf(InputStream in) throws IOException {
        List<Frame> frames = new ArrayList<>();
        DataInputStream data = new DataInputStream(in);
        for (Optional<Frame> next = Frame.read(data); next.isPresent(); next = Frame.read(data)) {
            frames.add(next.get());
        }
        return frames;
    }

    private static Tick tick(int number) {
        return new Tick(number, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void theInitialResponseComesFirstThenTheEventsThenTheEnd(HttpClient.Version version) throws Exception {
        running.toys.subscribe.events = new Ticks((number, to) -> {
            if (number <= 3) {
                to.onNext(tick(number));
            } else {
                to.onComplete();
            }
        });

        HttpResponse<InputStream> response = subscribe(version);
        List<Frame> frames = framesOf(response.body());

        assertThat(response.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(frames)
                .extracting(frame -> frame.headers().get(":event-type"))
                .containsExactly("initial-response", "Tick", "Tick", "Tick");
        assertThat(frames)
                .extracting(Frame::payload)
                .containsExactly("{}", "{\"Number\":1}", "{\"Number\":2}", "{\"Number\":3}");
    }

    @Test
    void theInitialResponseDoesNotWaitForAnEvent() throws Exception {
        running.toys.subscribe.events = new Ticks((number, to) -> {});

        try (InputStream in = subscribe(HttpClient.Version.HTTP_2).body()) {
            assertThat(Frame.read(new DataInputStream(in)).orElseThrow().headers())
                    .containsEntry(":event-type", "initial-response");
        }
    }

    @Test
    void anErrorAfterTheStatusIsAnExceptionFrame() throws Exception {
        running.toys.subscribe.events = new Ticks((number, to) -> to.onError(
                AwsError.resourceInUse("Another subscription took over.").asException()));

        List<Frame> frames = framesOf(subscribe(HttpClient.Version.HTTP_1_1).body());

        assertThat(frames).hasSize(2);
        assertThat(frames.get(1).headers())
                .containsEntry(":message-type", "exception")
                .containsEntry(":exception-type", "ResourceInUseException");
        assertThat(frames.get(1).payload()).contains("Another subscription took over.");
    }

    @Test
    void theUnexpectedIsAnInternalFailureFrame() throws Exception {
        running.toys.subscribe.events =
                new Ticks((number, to) -> to.onError(new IllegalStateException("the spring is broken")));

        List<Frame> frames = framesOf(subscribe(HttpClient.Version.HTTP_2).body());

        assertThat(frames.get(1).headers()).containsEntry(":exception-type", "InternalFailureException");
        assertThat(frames.get(1).payload()).doesNotContain("spring");
    }

    @Test
    void aStreamOutlivesTheRequestTimeout() throws Exception {
        Ticks ticks = new Ticks((number, to) -> {});
        running.toys.subscribe.events = ticks;
        HttpResponse<InputStream> response = subscribe(HttpClient.Version.HTTP_2);
        Await.until(() -> ticks.asked.get() == 1);

        long later = System.nanoTime() + TIMEOUT.multipliedBy(3).toNanos();
        Await.until(() -> System.nanoTime() > later);
        ticks.subscriber.onNext(tick(1));
        ticks.subscriber.onComplete();

        assertThat(framesOf(response.body())).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesCancelsTheSubscription(HttpClient.Version version) throws Exception {
        Ticks ticks = new Ticks((number, to) -> {});
        running.toys.subscribe.events = ticks;
        HttpResponse<InputStream> response = subscribe(version);
        Await.until(() -> ticks.asked.get() == 1);
        assertThat(running.dispatcher.eventStreams().count()).isEqualTo(1);

        response.body().close();

        Await.until(() -> ticks.cancelled);
        Await.until(() -> running.dispatcher.eventStreams().count() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotReadHoldsTheSourceBack(HttpClient.Version version) throws Exception {
        byte[] data = new byte[256 * 1024];
        int last = 400;
        Ticks ticks = new Ticks((number, to) -> {
            if (number <= last) {
                to.onNext(new Tick(number, Optional.of(data)));
            } else {
                to.onComplete();
            }
        });
        running.toys.subscribe.events = ticks;

        HttpResponse<InputStream> response = subscribe(version);
        long before = -1;
        while (before != ticks.asked.get()) {
            before = ticks.asked.get();
            long later = System.nanoTime() + 300_000_000;
            Await.until(() -> System.nanoTime() > later);
        }

        assertThat(before).as("events taken of %d, while nobody reads", last).isLessThan(100);
        assertThat(running.memory.used()).as("the frames that wait").isBetween(256L * 1024, 2L * 1024 * 1024);
        assertThat(framesOf(response.body())).hasSize(last + 1);
        Await.until(() -> running.memory.used() == 0);
    }

    @Test
    void aStopEndsTheStreamsCleanly() throws Exception {
        Ticks ticks = new Ticks((number, to) -> {});
        running.toys.subscribe.events = ticks;
        HttpResponse<InputStream> response = subscribe(HttpClient.Version.HTTP_2);
        Await.until(() -> ticks.asked.get() == 1);

        running.server.stop(Duration.ofSeconds(10));

        assertThat(framesOf(response.body())).hasSize(1);
        assertThat(ticks.cancelled).isTrue();
    }
}
