package io.millrace.server.http;

import io.millrace.server.wire.AnswerStream;
import io.millrace.server.wire.SharedBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an answer's bytes into pooled buffers that the connection sends as they are. It grows by further buffers, so that nothing
 * is copied twice, and reserves each before it is allocated. What answers share is reserved by each of them too.
 */
final class AnswerBuffer extends AnswerStream {

    private static final int FIRST = 512;
    private static final int LARGEST = 64 * 1024;

    private final ByteBufAllocator allocator;
    private final BodyMemory.Reservation reservation;
    private final List<ByteBuf> parts = new ArrayList<>(1);
    private int own;
    private int room;

    AnswerBuffer(ByteBufAllocator allocator, BodyMemory.Reservation reservation) {
        this.allocator = allocator;
        this.reservation = reservation;
    }

    @Override
    public void write(int value) throws NoRoomException {
        last().writeByte(value);
        room--;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws NoRoomException {
        int from = offset;
        int left = length;
        while (left > 0) {
            ByteBuf part = last();
            int count = Math.min(left, room);
            part.writeBytes(bytes, from, count);
            room -= count;
            from += count;
            left -= count;
        }
    }

    @Override
    public SharedBytes share(byte[] bytes, int length) {
        return new DirectBytes(allocator.buffer(length, length).writeBytes(bytes, 0, length));
    }

    @Override
    public void append(SharedBytes shared, int from, int to) throws NoRoomException {
        if (!reservation.grow(to - from)) {
            throw new NoRoomException();
        }
        parts.add(((DirectBytes) shared).buffer().retainedSlice(from, to - from));
        room = 0;
    }

    private ByteBuf last() throws NoRoomException {
        if (room == 0) {
            int size = own >= 8 ? LARGEST : FIRST << own;
            if (!reservation.grow(size)) {
                throw new NoRoomException();
            }
            parts.add(allocator.buffer(size, size));
            own++;
            room = size;
        }
        return parts.get(parts.size() - 1);
    }

    /** All that was written, in a buffer that the caller releases. */
    ByteBuf finish() {
        if (parts.size() == 1) {
            return parts.remove(0);
        }
        CompositeByteBuf all = allocator.compositeBuffer(Math.max(2, parts.size()));
        all.addComponents(true, parts);
        parts.clear();
        return all;
    }

    /** Lets go of what was written and not {@linkplain #finish() finished}. */
    void discard() {
        parts.forEach(ByteBuf::release);
        parts.clear();
        reservation.release();
    }

    /** The answers that wait for their receivers take all the memory there is for them. */
    static final class NoRoomException extends IOException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
