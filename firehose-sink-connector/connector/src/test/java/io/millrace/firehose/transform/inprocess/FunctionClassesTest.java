package io.millrace.firehose.transform.inprocess;

import static io.millrace.firehose.transform.Invocations.answer;
import static io.millrace.firehose.transform.Invocations.mode;
import static io.millrace.firehose.transform.Invocations.transformed;
import static io.millrace.firehose.transform.Records.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.transform.Records;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the classes of a Java function come from, and what they see. */
class FunctionClassesTest {

    @TempDir
    private static Path shared;

    private static Path root;

    @TempDir
    private Path folder;

    private final JavaFunctions running = new JavaFunctions(root);

    @BeforeAll
    static void pack() throws IOException {
        root = FunctionPackage.folder(shared.resolve("task"), HandlerSources.EVENTS, HandlerSources.MAPS);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aJarWithEverythingInItIsAFunction() throws Exception {
        Path jar = FunctionPackage.uberJar(folder.resolve("function.jar"), HandlerSources.EVENTS);

        Transform function = running.start(new JavaFunction(jar, "functions.Events"), 1, JavaFunctions.LONG);

        assertThat(told(transformed(function, Records.DIRECT))).containsExactly("R0", "R1", "R2");
    }

    @ParameterizedTest
    @CsvSource({
        "functions.Nothing, has no class functions.Nothing",
        "functions.Maps::nothing, no public method",
        "functions.Maps::, a Java handler is",
        "'', a Java handler is"
    })
    void aHandlerThatIsNotThereIsRefusedAtTheStart(String handler, String why) {
        assertThatThrownBy(() -> running.start(handler, 1, JavaFunctions.LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFunctionWithoutLambdasInterfacesIsToldToBringThem() throws Exception {
        Path jar = FunctionPackage.thinJar(folder.resolve("thin.jar"), HandlerSources.EVENTS);

        assertThatThrownBy(() -> running.start(new JavaFunction(jar, "functions.Events"), 1, JavaFunctions.LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must bring it along")
                .hasMessageContaining("RequestHandler");
    }

    @Test
    void aFunctionThatNeedsNoneOfLambdasInterfacesMayBeAlone() throws Exception {
        String source =
                "package alone; public class Alone { public String handle(String event) { return event + 1; } }";
        Path jar = FunctionPackage.thinJar(folder.resolve("alone.jar"), source);

        Transform function = running.start(new JavaFunction(jar, "alone.Alone::handle"), 1, JavaFunctions.LONG);

        assertThat(answer(function.invoke("\"a\"".getBytes(UTF_8)))).isEqualTo("\"a1\"");
    }

    @Test
    void aPlaceWhereNothingIsIsRefused() {
        assertThatThrownBy(() -> running.start(
                        new JavaFunction(folder.resolve("missing.jar"), "functions.Maps"), 1, JavaFunctions.LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.millrace.firehose.transform.Transform",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.slf4j.Logger",
                "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer"
            })
    void nothingOfTheWorkerIsSeen(String name) throws Exception {
        Transform function = running.start("functions.Maps", 1, JavaFunctions.LONG);

        assertThat(answer(function.invoke(
                        "{\"mode\":\"see\",\"class\":\"%s\"}".formatted(name).getBytes(UTF_8))))
                .isEqualTo("\"not there\"");
    }

    @Test
    void twoFunctionsMayBringTwoVersionsOfALibrary() throws Exception {
        String handler = """
                package functions;

                public class Versioned {
                    public static String handle(Object event) {
                        return library.Library.VERSION();
                    }
                }
                """;
        String library = "package library; public class Library { public static String VERSION() { return \"%s\"; } }";
        Path one = FunctionPackage.thinJar(folder.resolve("one.jar"), handler, library.formatted("1"));
        Path two = FunctionPackage.thinJar(folder.resolve("two.jar"), handler, library.formatted("2"));

        Transform first = running.start(new JavaFunction(one, "functions.Versioned::handle"), 1, JavaFunctions.LONG);
        Transform second = running.start(new JavaFunction(two, "functions.Versioned::handle"), 1, JavaFunctions.LONG);

        assertThat(answer(first.invoke(mode("ok")))).isEqualTo("\"1\"");
        assertThat(answer(second.invoke(mode("ok")))).isEqualTo("\"2\"");
    }

    @Test
    void afterTheEndNothingHoldsTheFunctionsClasses() throws Exception {
        Transform function = running.start("functions.Events", 1, JavaFunctions.LONG);
        transformed(function, Records.DIRECT);
        WeakReference<ClassLoader> classes = new WeakReference<>(contextLoaderOf("transform-java"));
        assertThat(classes.get()).isNotNull();

        function.close();
        running.forget();

        Instant deadline = Instant.now().plusSeconds(30);
        while (classes.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(classes.get()).isNull();
    }

    private static ClassLoader contextLoaderOf(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals(thread))
                .map(Thread::getContextClassLoader)
                .filter(loader -> loader != null && "function".equals(loader.getName()))
                .findFirst()
                .orElseThrow();
    }
}
