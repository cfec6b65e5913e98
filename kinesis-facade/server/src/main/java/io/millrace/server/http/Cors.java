package io.millrace.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/** What browsers ask before and after a call from another origin. The service lets any origin in: the signature decides. */
final class Cors {

    private static final String EXPOSED =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";
    private static final int TWO_DAYS_IN_SECONDS = 172_800;

    private Cors() {}

    static boolean isPreflight(RequestHeaders request) {
        return request.method() == HttpMethod.OPTIONS && request.contains(HttpHeaderNames.ORIGIN);
    }

    static HttpResponse preflight(RequestHeaders request, String requestId) {
        ResponseHeadersBuilder answer = ResponseHeaders.builder(HttpStatus.OK)
                .add(Answers.REQUEST_ID, requestId)
                .add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .addInt(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, TWO_DAYS_IN_SECONDS)
                .addInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        String headers = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null) {
            answer.add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        String method = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (method != null) {
            answer.add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, method);
        }
        return HttpResponse.of(answer.build());
    }

    static void expose(RequestHeaders request, ResponseHeadersBuilder answer) {
        if (request.contains(HttpHeaderNames.ORIGIN)) {
            answer.add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            answer.add(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
}
