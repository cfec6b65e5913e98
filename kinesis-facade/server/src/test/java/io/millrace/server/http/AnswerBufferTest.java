package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.wire.SharedBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnswerBufferTest {

    private final BodyMemory memory = new BodyMemory(10 << 20);
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Property(tries = 200)
    void whatIsWrittenIsWhatIsSentInAtMostTwiceItsSize(
            @ForAll @Size(max = 30) List<@IntRange(max = 40_000) Integer> pieces) throws Exception {
        BodyMemory.Reservation reservation = memory.open();
        AnswerBuffer buffer = new AnswerBuffer(allocator, reservation);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Random random = new Random(7);
        for (int size : pieces) {
            byte[] piece = new byte[size];
            random.nextBytes(piece);
            buffer.write(piece);
            buffer.write(1);
            expected.writeBytes(piece);
            expected.write(1);
        }

        ByteBuf all = buffer.finish();

        assertThat(ByteBufUtil.getBytes(all)).isEqualTo(expected.toByteArray());
        assertThat(memory.used()).isLessThanOrEqualTo(2L * expected.size() + 512);
        all.release();
        reservation.release();
        assertThat(memory.used()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void anAnswerThatDoesNotFitIsGivenUp() {
        AnswerBuffer buffer = new AnswerBuffer(allocator, memory.open());

        assertThatThrownBy(() -> buffer.write(new byte[11 << 20])).isInstanceOf(AnswerBuffer.NoRoomException.class);
        buffer.discard();

        assertThat(memory.used()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void whatIsSharedIsSentWithoutACopyAndGoesWithTheLastThatHoldsIt() throws Exception {
        AnswerBuffer first = new AnswerBuffer(allocator, memory.open());
        AnswerBuffer second = new AnswerBuffer(allocator, memory.open());
        SharedBytes shared = first.share("0123456789".getBytes(StandardCharsets.US_ASCII), 10);
        first.write("<".getBytes(StandardCharsets.US_ASCII));
        first.append(shared, 0, 4);
        first.write(">".getBytes(StandardCharsets.US_ASCII));
        second.append(shared, 3, 10);
        assertThat(memory.used()).isBetween(11L, 2048L);
        shared.release();

        ByteBuf one = first.finish();
        ByteBuf other = second.finish();

        assertThat(one.toString(StandardCharsets.US_ASCII)).isEqualTo("<0123>");
        assertThat(other.toString(StandardCharsets.US_ASCII)).isEqualTo("3456789");
        one.release();
        other.release();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void whatIsSharedCountsForEachThatHoldsIt() {
        AnswerBuffer buffer = new AnswerBuffer(allocator, memory.open());
        SharedBytes shared = buffer.share(new byte[6 << 20], 6 << 20);

        assertThatCode(() -> buffer.append(shared, 0, 6 << 20)).doesNotThrowAnyException();
        assertThatThrownBy(() -> buffer.append(shared, 0, 6 << 20)).isInstanceOf(AnswerBuffer.NoRoomException.class);

        buffer.discard();
        shared.release();
        assertThat(memory.used()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }
}
