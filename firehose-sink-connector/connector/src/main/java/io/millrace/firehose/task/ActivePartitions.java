package io.millrace.firehose.task;

import io.millrace.firehose.prefix.PrefixTemplate;
import java.util.HashMap;
import java.util.Map;

/**
 * The prefixes that files are open for in a task.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html">Dynamic partitioning</a>
 */
final class ActivePartitions {

    private final int most;
    private long refused;
    private final Map<PrefixTemplate, Integer> files = new HashMap<>();

    ActivePartitions(int most) {
        this.most = most;
    }

    /** Whether there was room for it. */
    boolean open(PrefixTemplate prefix) {
        if (files.size() >= most && !files.containsKey(prefix)) {
            refused++;
            return false;
        }
        files.merge(prefix, 1, Integer::sum);
        return true;
    }

    void close(PrefixTemplate prefix) {
        files.computeIfPresent(prefix, (same, count) -> count == 1 ? null : count - 1);
    }

    int count() {
        return files.size();
    }

    /** How often there was no room. */
    long refused() {
        return refused;
    }
}
