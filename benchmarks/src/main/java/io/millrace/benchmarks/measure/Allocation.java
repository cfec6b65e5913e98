package io.millrace.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** How many bytes the threads of a JVM have allocated that are alive. */
public final class Allocation implements AutoCloseable {

    private final ThreadMXBean threads;
    private final AutoCloseable connection;

    private Allocation(ThreadMXBean threads, AutoCloseable connection) {
        this.threads = threads;
        this.connection = connection;
    }

    public static Allocation ofThisProcess() {
        return new Allocation(ManagementFactory.getPlatformMXBean(ThreadMXBean.class), () -> {});
    }

    @SuppressWarnings("BanJNDI") // the address is our own child's
    public static Allocation of(long pid) throws IOException {
        JMXConnector connection = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)));
        return new Allocation(
                ManagementFactory.newPlatformMXBeanProxy(
                        connection.getMBeanServerConnection(),
                        ManagementFactory.THREAD_MXBEAN_NAME,
                        ThreadMXBean.class),
                connection);
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("a JDK is needed", e);
        }
    }

    public long bytes() {
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
