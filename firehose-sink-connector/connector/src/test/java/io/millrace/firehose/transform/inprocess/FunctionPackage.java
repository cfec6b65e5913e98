package io.millrace.firehose.transform.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.joda.time.DateTime;

/** Functions as they are built for Lambda. */
public final class FunctionPackage {

    private FunctionPackage() {}

    /** What {@code aws lambda create-function --zip-file} takes, unpacked: classes, and what they need in {@code lib}. */
    public static Path folder(Path at, String... sources) throws IOException {
        compile(at, sources);
        Path lib = Files.createDirectories(at.resolve("lib"));
        for (Path jar : dependencies()) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        return at;
    }

    /** One jar with everything in it. */
    static Path uberJar(Path at, String... sources) throws IOException {
        Path classes = Files.createTempDirectory(at.getParent(), "classes");
        compile(classes, sources);
        try (OutputStream file = Files.newOutputStream(at);
                JarOutputStream jar = new JarOutputStream(file)) {
            addClasses(classes, jar);
            for (Path dependency : dependencies()) {
                addJar(dependency, jar);
            }
        }
        return at;
    }

    /** A jar of the classes alone. */
    static Path thinJar(Path at, String... sources) throws IOException {
        Path classes = Files.createTempDirectory(at.getParent(), "classes");
        compile(classes, sources);
        try (OutputStream file = Files.newOutputStream(at);
                JarOutputStream jar = new JarOutputStream(file)) {
            addClasses(classes, jar);
        }
        return at;
    }

    private static List<Path> dependencies() {
        return Stream.of(RequestHandler.class, KinesisFirehoseEvent.class, DateTime.class)
                .map(type -> Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .toList();
    }

    private static void compile(Path to, String... sources) throws IOException {
        Files.createDirectories(to);
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            units.add(new Source(source));
        }
        String classPath = String.join(
                System.getProperty("path.separator"),
                dependencies().stream().map(Path::toString).toList());
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-d", to.toString(), "-cp", classPath), null, units)
                .call();
        assertThat(compiled).isTrue();
    }

    private static void addClasses(Path classes, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }

    private static void addJar(Path dependency, JarOutputStream to) {
        try (JarFile jar = new JarFile(dependency.toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(each ->
                            each.getName().endsWith(".class") && !each.getName().startsWith("META-INF"))
                    .toList()) {
                to.putNextEntry(new JarEntry(entry.getName()));
                jar.getInputStream(entry).transferTo(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("source:///" + path(text)), Kind.SOURCE);
            this.text = text;
        }

        /** The package is in the first line, the class in the first that has one. */
        private static String path(String text) {
            String folder =
                    text.substring("package ".length(), text.indexOf(';')).replace('.', '/');
            String name = text.replaceFirst("(?s).*?public (?:final )?class (\\w+).*", "$1");
            return folder + "/" + name + ".java";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
