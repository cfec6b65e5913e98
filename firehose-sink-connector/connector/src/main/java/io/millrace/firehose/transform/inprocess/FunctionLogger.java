package io.millrace.firehose.transform.inprocess;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lambda's {@code LambdaLogger}: what a function says, under the logger of functions, in messages of a bounded length. */
final class FunctionLogger implements InvocationHandler {

    static final Logger LOG = LoggerFactory.getLogger("io.millrace.firehose.function");
    private static final int LONGEST = 4096;

    private FunctionLogger() {}

    static Object as(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new FunctionLogger());
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "log" -> {
                log(arguments == null ? null : arguments[0]);
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> "logger";
        };
    }

    private static void log(@Nullable Object message) {
        String text =
                message instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(message);
        String line = text.stripTrailing();
        LOG.atInfo().log(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
    }
}
