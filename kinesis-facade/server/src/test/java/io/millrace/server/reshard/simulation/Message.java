package io.millrace.server.reshard.simulation;

import java.nio.ByteBuffer;

/**
 * What a writer sends: its number among the writers, and its count.
 *
 * @param attempt one number of a writer may be sent more than once
 */
record Message(int writer, int number, int attempt) {

    byte[] toBytes() {
        return ByteBuffer.allocate(12)
                .putInt(writer)
                .putInt(number)
                .putInt(attempt)
                .array();
    }

    static Message of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Message(buffer.getInt(), buffer.getInt(), buffer.getInt());
    }

    @Override
    public String toString() {
        return "w" + writer + "#" + number + "." + attempt;
    }
}
