package io.millrace.firehose.metrics;

import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of a task as an MBean, {@code io.millrace.firehose:type=delivery-stream,stream=NAME,task=NUMBER}, until it is closed.
 *
 * <p>Not by Kafka's {@code JmxReporter}, which replaces what has a name already and, when it is closed, removes what has it then: a task that Connect no
 * longer waits for would remove the MBean of the one that came after it. Here the second gets another name, {@code task=0-2}, and each removes its own.
 */
public final class JmxRegistration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JmxRegistration.class);

    private final MBeanServer server;
    private final ObjectName name;

    private JmxRegistration(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * @param stream the delivery stream's name, which has no character that a name of JMX may not have
     * @param task its number in the connector
     */
    public static JmxRegistration register(MBeanServer server, String stream, int task, List<Figure> figures) {
        FiguresBean bean = new FiguresBean(figures);
        for (int attempt = 1; ; attempt++) {
            try {
                ObjectName name = new ObjectName("io.millrace.firehose:type=delivery-stream,stream=" + stream + ",task="
                        + task + (attempt == 1 ? "" : "-" + attempt));
                server.registerMBean(bean, name);
                return new JmxRegistration(server, name);
            } catch (InstanceAlreadyExistsException e) {
                LOG.debug("Another task has the name", e);
            } catch (JMException e) {
                throw new IllegalStateException("The figures of " + stream + " cannot be registered", e);
            }
        }
    }

    ObjectName name() {
        return name;
    }

    @Override
    public void close() throws JMException {
        server.unregisterMBean(name);
    }
}
