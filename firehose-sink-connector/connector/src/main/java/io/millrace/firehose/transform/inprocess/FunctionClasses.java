package io.millrace.firehose.transform.inprocess;

import java.io.Closeable;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The classes of one execution environment: the function's, and Lambda's serialization beside them. Java's own are above both, and nothing of
 * the worker is, so that a function may bring its own version of whatever the worker also uses.
 *
 * <p>The serialization is loaded anew for each, though it is in the connector's class path: it caches the types it has seen, and would hold
 * the function's classes when all else has let go of them.
 */
final class FunctionClasses implements Closeable {

    private static final String IN_SERIALIZATION =
            "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class";

    private final URLClassLoader function;
    private final URLClassLoader serialization;

    private FunctionClasses(URLClassLoader function, URLClassLoader serialization) {
        this.function = function;
        this.serialization = serialization;
    }

    static FunctionClasses open(JavaFunction function) throws IOException {
        ClassLoader parent = ClassLoader.getPlatformClassLoader();
        URL[] classPath = function.classPath().toArray(URL[]::new);
        return new FunctionClasses(
                new URLClassLoader("function", classPath, parent),
                new URLClassLoader("function-serialization", new URL[] {serializationJar()}, parent));
    }

    private static URL serializationJar() throws IOException {
        URL found = FunctionClasses.class.getClassLoader().getResource(IN_SERIALIZATION);
        if (found == null || !(found.openConnection() instanceof JarURLConnection jar)) {
            throw new IOException("the connector's plugin lacks aws-lambda-java-serialization");
        }
        return jar.getJarFileURL();
    }

    ClassLoader function() {
        return function;
    }

    ClassLoader serialization() {
        return serialization;
    }

    @Override
    public void close() throws IOException {
        try (function;
                serialization) {
            // both, though the first may fail
        }
    }
}
