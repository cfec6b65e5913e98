package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.operation.AwsException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BodyCollectorTest {

    private static final int LIMIT = 1 << 20;
    private static final long UNDECLARED = -1;

    private final BodyMemory memory = new BodyMemory(2 * LIMIT);
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    private BodyCollector collector(long declaredBytes) {
        return new BodyCollector(allocator, memory.open(), LIMIT, declaredBytes);
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }

    @Property(tries = 200)
    void theBodyIsThePartsInOrderOrTooLarge(@ForAll @Size(max = 30) List<@IntRange(max = 80_000) Integer> sizes)
            throws Exception {
        bodyIsThePartsInOrderOrTooLarge(sizes, UNDECLARED);
    }

    @Property(tries = 200)
    void theSameOfABodyThatDeclaresItsLength(@ForAll @Size(max = 30) List<@IntRange(max = 80_000) Integer> sizes)
            throws Exception {
        int total = sizes.stream().mapToInt(Integer::intValue).sum();
        if (total > LIMIT) {
            assertThatThrownBy(() -> collector(total)).isInstanceOf(AwsException.class);
        } else {
            bodyIsThePartsInOrderOrTooLarge(sizes, total);
        }
    }

    private void bodyIsThePartsInOrderOrTooLarge(List<Integer> sizes, long declaredBytes) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Random random = new Random(3);
        BodyMemory.Reservation reservation = memory.open();
        BodyCollector collector = new BodyCollector(allocator, reservation, LIMIT, declaredBytes);
        for (int size : sizes) {
            byte[] part = new byte[size];
            random.nextBytes(part);
            all.writeBytes(part);
            if (all.size() > LIMIT) {
                assertThatThrownBy(() -> collector.add(Unpooled.wrappedBuffer(part)))
                        .isInstanceOf(AwsException.class);
                collector.discard();
                break;
            }
            collector.add(Unpooled.wrappedBuffer(part));
        }
        if (all.size() <= LIMIT) {
            ByteBuf body = collector.finish();
            assertThat(ByteBufUtil.getBytes(body)).isEqualTo(all.toByteArray());
            assertThat(memory.used()).isEqualTo(body.capacity());
            body.release();
        }
        reservation.release();
        assertThat(memory.used()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void aClientThatDeclaresMuchAndSendsLittleHoldsLittle() {
        BodyCollector collector = collector(LIMIT);
        assertThat(memory.used()).isZero();

        collector.add(bytes(1));

        assertThat(memory.used()).isEqualTo(16 * 1024);
        collector.discard();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void aSmallBodyTakesNoMoreThanItDeclares() {
        BodyCollector collector = collector(100);

        collector.add(bytes(100));

        assertThat(memory.used()).isEqualTo(100);
        collector.finish().release();
    }

    @Test
    void aBodyThatDeclaresTooMuchIsRefusedBeforeItComes() {
        assertThatThrownBy(() -> collector(LIMIT + 1))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().status()).isEqualTo(413));
    }

    @Test
    void withoutMemoryTheClientIsToldToComeBack() {
        memory.open().grow(2 * LIMIT);
        BodyCollector collector = collector(100);

        assertThatThrownBy(() -> collector.add(bytes(100)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().code()).isEqualTo("ServiceUnavailable"));
        assertThat(memory.used()).isEqualTo(2 * LIMIT);
    }
}
