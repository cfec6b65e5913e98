package io.millrace.firehose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

final class JmxRegistrationTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    private JmxRegistration register(String stream, int task, int value) {
        return JmxRegistration.register(
                server, stream, task, List.of(new Figure("Some.Figure", "count", "For a test", () -> value)));
    }

    private Object read(String name) throws JMException {
        return server.getAttribute(new ObjectName("io.millrace.firehose:" + name), "Some.Figure");
    }

    @Test
    void aTasksFiguresAreAttributesUntilItStops() throws JMException {
        JmxRegistration registration = register("my.stream-1", 3, 7);
        assertThat(read("type=delivery-stream,stream=my.stream-1,task=3")).isEqualTo(7);
        assertThat(server.getMBeanInfo(registration.name()).getAttributes()[0].getDescription())
                .isEqualTo("For a test (count)");

        registration.close();
        assertThat(server.isRegistered(registration.name())).isFalse();
    }

    /** Connect starts another task in place of one that does not stop in time. */
    @Test
    void aTaskThatEndsLateDoesNotTakeAwayTheFiguresOfTheOneAfterIt() throws JMException {
        JmxRegistration late = register("s", 0, 1);
        JmxRegistration next = register("s", 0, 2);
        assertThat(read("type=delivery-stream,stream=s,task=0-2")).isEqualTo(2);

        late.close();
        assertThat(read("type=delivery-stream,stream=s,task=0-2")).isEqualTo(2);
        next.close();
        assertThat(server.queryNames(new ObjectName("io.millrace.firehose:*"), null))
                .isEmpty();
    }

    @Test
    void aFigureThatIsNotThereIsSaidToBeNone() {
        JmxRegistration registration = register("s", 0, 1);
        assertThatThrownBy(() -> server.getAttribute(registration.name(), "Other"))
                .isInstanceOf(AttributeNotFoundException.class);
    }
}
