package io.millrace.server.http;

import java.util.Map;

/** {@code /health/live}: the process serves requests. {@code /health/ready}: it can do its work, or 503 and the reasons. */
final class HealthPages {

    private HealthPages() {}

    static Service live() {
        return exchange -> Answers.page(exchange, 200, Answers.TEXT, "live\n");
    }

    static Service ready(Readiness readiness) {
        return exchange -> {
            Map<String, String> reasons = readiness.reasons();
            if (reasons.isEmpty()) {
                Answers.page(exchange, 200, Answers.TEXT, "ready\n");
                return;
            }
            StringBuilder page = new StringBuilder("not ready\n");
            reasons.forEach((name, reason) ->
                    page.append(name).append(": ").append(reason).append('\n'));
            Answers.page(exchange, 503, Answers.TEXT, page.toString());
        };
    }
}
