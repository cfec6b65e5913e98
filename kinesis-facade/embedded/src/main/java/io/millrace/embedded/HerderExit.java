package io.millrace.embedded;

import java.lang.StackWalker.Option;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connect ends the process when its worker's thread has failed. Here it shares the process with others: the worker ends, and they go on.
 * What Kafka's other parts ask for is done as ever.
 */
final class HerderExit {

    private static final Logger LOG = LoggerFactory.getLogger(HerderExit.class);

    private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    static {
        Exit.setExitProcedure((status, message) -> {
            if (isHerder()) {
                LOG.atError()
                        .log("the Connect worker has failed and is not running any more; what else runs here goes on");
            } else {
                Runtime.getRuntime().exit(status);
            }
        });
    }

    private HerderExit() {}

    /** From the first call on. */
    static void isNotTheProcess() {
        // Done when this class was loaded.
    }

    private static boolean isHerder() {
        return CALLERS.walk(frames ->
                frames.anyMatch(frame -> DistributedHerder.class.isAssignableFrom(frame.getDeclaringClass())));
    }
}
