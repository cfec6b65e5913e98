package io.millrace.server.http;

import io.millrace.server.wire.SharedBytes;
import io.netty.buffer.ByteBuf;

/** Bytes outside the heap, counted by those who refer to them. */
record DirectBytes(ByteBuf buffer) implements SharedBytes {

    @Override
    public int length() {
        return buffer.readableBytes();
    }

    @Override
    public void release() {
        buffer.release();
    }
}
