package io.millrace.server.http;

import java.util.Map;

/** The pages for people and programs that look after the server; whatever is none of them goes to the API. */
record Pages(Map<String, Service> byPath, Service api) implements Service {

    Pages {
        byPath = Map.copyOf(byPath);
    }

    @Override
    public void serve(Exchange exchange) {
        Service page = exchange.isGetOrHead() ? byPath.get(exchange.path()) : null;
        (page == null ? api : page).serve(exchange);
    }
}
