package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.WriteFault;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Counted by any thread, shown by JMX: {@code io.millrace.dynamodb:type=sink,connector=NAME,task=NUMBER}. */
final class SinkMetrics implements SinkMetricsMXBean, AutoCloseable {

    private final Clock clock;
    private final LongAdder put = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder older = new LongAdder();
    private final LongAdder replaced = new LongAdder();
    private final LongAdder passedOver = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private volatile long lagMillis = -1;
    private @Nullable ObjectName name;

    SinkMetrics(Clock clock) {
        this.clock = clock;
    }

    void applied(Write write, boolean done) {
        if (!done) {
            older.increment();
            return;
        }
        (write.item().isPresent() ? put : deleted).increment();
        if (!write.mark().position().isScanned()) {
            lagMillis = Duration.between(write.mark().position().time(), clock.instant())
                    .toMillis();
        }
    }

    void replaced(int changes) {
        replaced.add(changes);
    }

    void passedOver() {
        passedOver.increment();
    }

    void refused() {
        refused.increment();
    }

    void again(WriteFault.Kind kind) {
        (kind == WriteFault.Kind.THROTTLED ? throttled : faults).increment();
    }

    @Override
    public long getPut() {
        return put.sum();
    }

    @Override
    public long getDeleted() {
        return deleted.sum();
    }

    @Override
    public long getOlder() {
        return older.sum();
    }

    @Override
    public long getReplaced() {
        return replaced.sum();
    }

    @Override
    public long getPassedOver() {
        return passedOver.sum();
    }

    @Override
    public long getRefused() {
        return refused.sum();
    }

    @Override
    public long getThrottled() {
        return throttled.sum();
    }

    @Override
    public long getFaults() {
        return faults.sum();
    }

    @Override
    public long getLagMillis() {
        return lagMillis;
    }

    /** A task that Connect no longer waits for may have the name still: then it is {@code task=0-2}. */
    void register(String connector, int task) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (int attempt = 1; ; attempt++) {
            try {
                ObjectName free = new ObjectName("io.millrace.dynamodb:type=sink,connector="
                        + ObjectName.quote(connector) + ",task=" + task + (attempt == 1 ? "" : "-" + attempt));
                server.registerMBean(this, free);
                name = free;
                return;
            } catch (InstanceAlreadyExistsException e) {
                // the next
            } catch (JMException e) {
                throw new IllegalStateException("The figures of " + connector + " cannot be registered", e);
            }
        }
    }

    @Override
    public void close() {
        ObjectName registered = name;
        if (registered != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException e) {
                throw new IllegalStateException("The figures cannot be taken back", e);
            }
        }
    }
}
