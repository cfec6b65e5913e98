package io.millrace.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops reading from an HTTP/1.1 connection while too many of its requests have no answer yet, or one that is not sent. A client that
 * sends request after request and reads nothing would otherwise fill the memory with answers. HTTP/2 has a limit of its own.
 */
final class Pipelining implements DecoratingHttpServiceFunction {

    private static final AttributeKey<AtomicInteger> UNANSWERED = AttributeKey.valueOf(Pipelining.class, "unanswered");
    private static final int MOST = 64;
    private static final int FEW = MOST / 2;

    @Override
    public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
            throws Exception {
        Channel channel = context.log().partial().channel();
        if (channel != null && !context.sessionProtocol().isMultiplex()) {
            count(channel, context);
        }
        return service.serve(context, request);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback counts, and does not fail
    private static void count(Channel channel, ServiceRequestContext context) {
        AtomicInteger unanswered = channel.attr(UNANSWERED).get();
        if (unanswered == null) {
            // Requests of one connection come on its one thread.
            unanswered = new AtomicInteger();
            channel.attr(UNANSWERED).set(unanswered);
        }
        if (unanswered.incrementAndGet() == MOST) {
            channel.config().setAutoRead(false);
        }
        AtomicInteger counter = unanswered;
        context.log().whenComplete().thenRun(() -> {
            if (counter.decrementAndGet() == FEW) {
                channel.config().setAutoRead(true);
            }
        });
    }
}
