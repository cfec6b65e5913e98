package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.EventStream;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Shapes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A small API that shows each way in which an operation can end. */
final class Toys {

    static final String TARGET = "Toys_20261121";

    final Echo echo = new Echo();
    final Wait wait = new Wait();
    final Subscribe subscribe = new Subscribe();

    Api api() {
        OperationTable table = OperationTable.of(TARGET)
                .add(Echo.Request.class, echo)
                .add(Where.Request.class, new Where())
                .add(Fill.Request.class, new Fill())
                .add(Nothing.Request.class, new Nothing())
                .add(Refuse.Request.class, new Refuse())
                .add(Break.Request.class, new Break())
                .add(Wait.Request.class, wait)
                .add(Subscribe.Request.class, subscribe)
                .build();
        return Api.of(table, Shapes.builder().build());
    }

    /** Says what it was told, by whom. */
    static final class Echo implements Operation<Echo.Request, Echo.Response> {

        record Request(String text, Optional<byte[]> data) {}

        record Response(String text, Optional<byte[]> data, String caller) {}

        @Override
        public CompletionStage<Response> handle(Request request, RequestContext context) {
            return CompletableFuture.completedFuture(
                    new Response(request.text(), request.data(), context.accessKeyId()));
        }
    }

    /** Tells the thread that it runs on. */
    static final class Where implements Operation<Where.Request, Where.Response> {

        record Request(Optional<String> padding) {}

        record Response(String thread) {}

        @Override
        public CompletionStage<Response> handle(Request request, RequestContext context) {
            return CompletableFuture.completedFuture(
                    new Response(Thread.currentThread().getName()));
        }
    }

    /** Answers with so many bytes. */
    static final class Fill implements Operation<Fill.Request, Fill.Response> {

        record Request(Integer size) {}

        record Response(byte[] data) {}

        @Override
        public CompletionStage<Response> handle(Request request, RequestContext context) {
            return CompletableFuture.completedFuture(new Response(new byte[request.size()]));
        }
    }

    static final class Nothing implements Operation<Nothing.Request, Empty> {

        record Request() {}

        @Override
        public CompletionStage<Empty> handle(Request request, RequestContext context) {
            return Empty.done();
        }
    }

    static final class Refuse implements Operation<Refuse.Request, Empty> {

        record Request() {}

        @Override
        public CompletionStage<Empty> handle(Request request, RequestContext context) {
            throw AwsError.resourceNotFound("There is no such toy.").asException();
        }
    }

    static final class Break implements Operation<Break.Request, Empty> {

        record Request() {}

        @Override
        public CompletionStage<Empty> handle(Request request, RequestContext context) {
            throw new IllegalStateException("the spring is broken");
        }
    }

    /** Ends when the test says so. */
    static final class Wait implements Operation<Wait.Request, Empty> {

        final CompletableFuture<Empty> end = new CompletableFuture<>();

        record Request() {}

        @Override
        public CompletionStage<Empty> handle(Request request, RequestContext context) {
            return end;
        }
    }

    /** Streams what the test publishes. */
    static final class Subscribe implements Operation<Subscribe.Request, EventStream> {

        volatile Flow.Publisher<Tick> events = subscriber -> {};

        record Request() {}

        record Tick(Integer number, Optional<byte[]> data) {}

        @Override
        public CompletionStage<EventStream> handle(Request request, RequestContext context) {
            return CompletableFuture.completedFuture(new EventStream(events));
        }
    }
}
