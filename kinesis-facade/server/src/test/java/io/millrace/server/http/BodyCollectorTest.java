package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.RequestHeaders;
import io.millrace.server.operation.AwsException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {

    private static final int LIMIT = 1 << 20;

    private final BodyMemory memory = new BodyMemory(2 * LIMIT);
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    private CompletableFuture<ByteBuf> collect(HttpRequest request) {
        return collect(request, memory.open());
    }

    private CompletableFuture<ByteBuf> collect(HttpRequest request, BodyMemory.Reservation reservation) {
        return BodyCollector.collect(request, ImmediateEventExecutor.INSTANCE, allocator, reservation, LIMIT);
    }

    private static HttpRequestWriter request(long contentLength) {
        RequestHeaders headers = RequestHeaders.of(HttpMethod.POST, "/");
        return HttpRequest.streaming(
                contentLength < 0
                        ? headers
                        : headers.toBuilder().contentLength(contentLength).build());
    }

    @Property(tries = 200)
    void theBodyIsTheChunksInOrderOrTooLarge(
            @ForAll @Size(max = 30) List<@IntRange(max = 80_000) Integer> chunks, @ForAll boolean declared)
            throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Random random = new Random(3);
        int total = chunks.stream().mapToInt(Integer::intValue).sum();
        HttpRequestWriter request = request(declared ? total : -1);
        BodyMemory.Reservation reservation = memory.open();
        CompletableFuture<ByteBuf> body = collect(request, reservation);
        for (int size : chunks) {
            byte[] chunk = new byte[size];
            random.nextBytes(chunk);
            all.writeBytes(chunk);
            boolean taken = request.tryWrite(HttpData.wrap(chunk));
            assertThat(taken || body.isCompletedExceptionally()).isTrue();
        }
        request.close();

        if (total > LIMIT) {
            assertThatThrownBy(body::join).hasCauseInstanceOf(AwsException.class);
        } else {
            assertThat(ByteBufUtil.getBytes(body.join())).isEqualTo(all.toByteArray());
            assertThat(memory.used()).isEqualTo(body.join().capacity());
            body.join().release();
        }
        reservation.release();
        assertThat(memory.used()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void aClientThatDeclaresMuchAndSendsLittleHoldsLittle() {
        HttpRequestWriter request = request(LIMIT);
        CompletableFuture<ByteBuf> body = collect(request);
        assertThat(memory.used()).isZero();

        request.write(HttpData.wrap(new byte[1]));

        assertThat(memory.used()).isEqualTo(16 * 1024);
        request.close(new IllegalStateException("gone"));
        assertThatThrownBy(body::join).isInstanceOf(CompletionException.class);
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void aSmallBodyTakesNoMoreThanItDeclares() {
        HttpRequestWriter request = request(100);
        CompletableFuture<ByteBuf> body = collect(request);
        request.write(HttpData.wrap(new byte[100]));
        request.close();

        assertThat(memory.used()).isEqualTo(100);
        body.join().release();
    }

    @Test
    void aBodyThatDeclaresTooMuchIsRefusedBeforeItComes() {
        CompletableFuture<ByteBuf> body = collect(request(LIMIT + 1));

        assertThatThrownBy(body::join)
                .cause()
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().status()).isEqualTo(413));
    }

    @Test
    void withoutMemoryTheClientIsToldToComeBack() {
        memory.open().grow(2 * LIMIT);
        HttpRequestWriter request = request(100);
        CompletableFuture<ByteBuf> body = collect(request);
        request.write(HttpData.wrap(new byte[100]));

        assertThatThrownBy(body::join)
                .cause()
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().code()).isEqualTo("ServiceUnavailable"));
        assertThat(memory.used()).isEqualTo(2 * LIMIT);
    }
}
