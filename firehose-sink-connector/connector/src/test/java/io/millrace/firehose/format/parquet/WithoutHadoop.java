package io.millrace.firehose.format.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.concurrent.Callable;

/** Loads every class anew, but Hadoop's not at all: what it runs finds itself in a JVM that has no Hadoop jar. */
final class WithoutHadoop extends ClassLoader {

    private static final ClassLoader TESTS = WithoutHadoop.class.getClassLoader();

    private WithoutHadoop() {
        super(ClassLoader.getPlatformClassLoader());
    }

    static byte[] call(Class<? extends Callable<byte[]>> task) throws Exception {
        Object anew = new WithoutHadoop()
                .loadClass(task.getName())
                .getDeclaredConstructor()
                .newInstance();
        return (byte[]) ((Callable<?>) anew).call();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("org.apache.hadoop.")) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = TESTS.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    protected URL findResource(String name) {
        return TESTS.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return TESTS.getResources(name);
    }
}
