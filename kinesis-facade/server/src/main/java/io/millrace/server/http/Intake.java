package io.millrace.server.http;

import io.netty.buffer.ByteBuf;

/** Takes in a request's body, and hears how the request goes on. Called on the thread of its connection. */
interface Intake {

    /** Lets the body pass. */
    Intake NONE = new Intake() {};

    /** A part of the body, which stays the caller's. */
    default void part(ByteBuf part) {}

    /** The body is complete. */
    default void complete() {}

    /** The request has not been answered in time; this is the last chance to. */
    default void late() {}

    /** The answer is sent, or there is nobody to send it to. Comes once. */
    default void over() {}
}
