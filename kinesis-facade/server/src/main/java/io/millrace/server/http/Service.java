package io.millrace.server.http;

/** Answers requests. It is called with each when its head has come, on the thread of its connection. */
@FunctionalInterface
interface Service {

    void serve(Exchange exchange);
}
