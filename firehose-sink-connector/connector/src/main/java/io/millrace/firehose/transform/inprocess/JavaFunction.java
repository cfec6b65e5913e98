package io.millrace.firehose.transform.inprocess;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java function as it is deployed to Lambda.
 *
 * @param root a jar with all that the function needs, or a folder with jars, or an unpacked package: classes, and jars in {@code lib}
 * @param handler {@code package.Class::method} or {@code package.Class}
 */
public record JavaFunction(Path root, String handler) {

    public JavaFunction {
        root = root.toAbsolutePath();
    }

    /** In Lambda's order: what is in the package itself, then its jars by name. */
    List<URL> classPath() throws IOException {
        if (!Files.isReadable(root)) {
            throw new IllegalArgumentException("no Java function can be read at " + root);
        }
        List<URL> path = new ArrayList<>();
        path.add(url(root));
        if (Files.isDirectory(root)) {
            addJars(root, path);
            addJars(root.resolve("lib"), path);
        }
        return path;
    }

    private static void addJars(Path folder, List<URL> path) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                path.add(url(jar));
            }
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
