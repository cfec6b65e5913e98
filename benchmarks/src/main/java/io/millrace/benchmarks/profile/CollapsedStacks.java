package io.millrace.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The samples of a file that async-profiler wrote: a line a stack, from the thread to the innermost frame, and how often it was
 * found.
 *
 * @see <a href="https://github.com/async-profiler/async-profiler">async-profiler</a>
 */
final class CollapsedStacks {

    private static final Pattern THREAD = Pattern.compile("tid=(\\d+)");
    private static final String KERNEL = "_[k]";

    private CollapsedStacks() {}

    static Stacks stacks(Path file) throws IOException {
        Stacks stacks = new Stacks();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> add(line, stacks));
        }
        return stacks;
    }

    static void add(String line, Stacks stacks) {
        int space = line.lastIndexOf(' ');
        int times = Integer.parseInt(line.substring(space + 1));
        List<String> frames = new ArrayList<>(List.of(line.substring(0, space).split(";")));
        Matcher thread = THREAD.matcher(frames.remove(0));
        if (!thread.find() || frames.isEmpty()) {
            return;
        }
        Collections.reverse(frames);
        boolean inKernel = frames.get(0).endsWith(KERNEL);
        Layer layer =
                Layers.of(frames.stream().map(frame -> frame.replace('/', '.')).toList());
        long number = Long.parseLong(thread.group(1));
        // Frames of no layer say less than the thread's name does.
        if (layer != Layer.OTHER && inKernel) {
            stacks.addInKernel(number, layer, times);
        } else if (layer != Layer.OTHER || Layers.isJava(frames)) {
            stacks.add(number, layer, times);
        }
    }
}
