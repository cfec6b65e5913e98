package io.millrace.firehose.transform.inprocess;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's {@code Context}, by the function's own interface of that name.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-context.html">The context object</a>
 */
record FunctionContext(String id, Instant deadline, Clock clock) implements InvocationHandler {

    private static final String NAME = "transform";
    private static final String VERSION = "$LATEST";

    /** Null where the function has no such interface, and so asks for none. */
    @Nullable
    Object as(ClassLoader function) {
        try {
            Class<?> type = Class.forName(Signature.CONTEXT, false, function);
            return Proxy.newProxyInstance(function, new Class<?>[] {type}, this);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getAwsRequestId" -> id;
            case "getFunctionName", "toString" -> NAME;
            case "getFunctionVersion" -> VERSION;
            case "getInvokedFunctionArn", "getLogGroupName", "getLogStreamName" -> "";
            case "getRemainingTimeInMillis" -> remaining();
            case "getMemoryLimitInMB" -> (int) (Runtime.getRuntime().maxMemory() >> 20);
            case "getLogger" -> FunctionLogger.as(method.getReturnType());
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
        };
    }

    private int remaining() {
        long millis = Duration.between(clock.instant(), deadline).toMillis();
        return (int) Math.max(0, Math.min(millis, Integer.MAX_VALUE));
    }
}
