package io.millrace.firehose.delivery.simulation;

import java.util.ArrayList;
import java.util.List;

/** Choices, so that all there are can be gone through, one after the other. */
final class Path {

    private record Choice(int taken, int of) {}

    private final List<Choice> choices = new ArrayList<>();
    private int at;

    int choose(int of) {
        if (at == choices.size()) {
            choices.add(new Choice(0, of));
        }
        return choices.get(at++).taken();
    }

    /** Whether there is another path. It shares all choices but the last with this one. */
    boolean next() {
        at = 0;
        while (!choices.isEmpty()) {
            Choice last = choices.remove(choices.size() - 1);
            if (last.taken() + 1 < last.of()) {
                choices.add(new Choice(last.taken() + 1, last.of()));
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "path " + choices.stream().map(Choice::taken).toList();
    }
}
