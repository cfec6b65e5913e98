package io.millrace.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The samples of a file that the JVM's flight recorder wrote. */
final class FlightRecording {

    private static final String SAMPLE = "jdk.ExecutionSample";

    private FlightRecording() {}

    /** Of threads that were running Java code between these times. */
    static Stacks stacks(Path file, Instant from, Instant to) throws IOException {
        Stacks stacks = new Stacks();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)
                        && !event.getStartTime().isBefore(from)
                        && !event.getStartTime().isAfter(to)) {
                    add(event, stacks);
                }
            }
        }
        return stacks;
    }

    private static void add(RecordedEvent event, Stacks stacks) {
        RecordedThread thread = event.getThread("sampledThread");
        RecordedStackTrace trace = event.getStackTrace();
        if (thread != null && trace != null) {
            List<String> frames = trace.getFrames().stream()
                    .filter(RecordedFrame::isJavaFrame)
                    .map(frame -> frame.getMethod().getType().getName())
                    .toList();
            stacks.add(thread.getOSThreadId(), Layers.of(frames), 1);
        }
    }
}
