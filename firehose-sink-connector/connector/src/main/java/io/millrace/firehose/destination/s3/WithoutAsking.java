package io.millrace.firehose.destination.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The SDK asks the store whether it may send a body, and waits for {@code 100 Continue}, however short the body is. A short one is sent at once: it is there
 * before the answer to the question would be.
 */
final class WithoutAsking implements ExecutionInterceptor {

    /** So much more is sent for nothing when the store refuses it. */
    static final long SHORT_BYTES = 1 << 20;

    private static final String EXPECT = "Expect";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return request.firstMatchingHeader(EXPECT).isPresent() && isShort(context)
                ? request.toBuilder().removeHeader(EXPECT).build()
                : request;
    }

    private static boolean isShort(Context.ModifyHttpRequest context) {
        return context.requestBody()
                .flatMap(body -> body.optionalContentLength())
                .filter(length -> length <= SHORT_BYTES)
                .isPresent();
    }
}
