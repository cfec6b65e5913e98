package io.millrace.server.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import java.util.Map;

/** {@code /health/live}: the process serves requests. {@code /health/ready}: it can do its work, or 503 and the reasons. */
final class HealthPages {

    private HealthPages() {}

    static HttpService live() {
        return (context, request) -> text(HttpStatus.OK, "live\n");
    }

    static HttpService ready(Readiness readiness) {
        return (context, request) -> {
            Map<String, String> reasons = readiness.reasons();
            if (reasons.isEmpty()) {
                return text(HttpStatus.OK, "ready\n");
            }
            StringBuilder page = new StringBuilder("not ready\n");
            reasons.forEach((name, reason) ->
                    page.append(name).append(": ").append(reason).append('\n'));
            return text(HttpStatus.SERVICE_UNAVAILABLE, page.toString());
        };
    }

    private static HttpResponse text(HttpStatus status, String content) {
        return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, content);
    }
}
