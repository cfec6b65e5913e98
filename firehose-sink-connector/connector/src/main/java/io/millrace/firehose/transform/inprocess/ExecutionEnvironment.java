package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.transform.Invocation;
import io.millrace.firehose.transform.InvocationFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classes, static state and one object of a function, with the thread it runs on: one invocation at a time, as in Lambda.
 *
 * <p>It ends when it is told to, when the function cannot be loaded, and after an error of the virtual machine. A function that does not heed
 * the interruption goes on for as long as it likes; nobody listens to it any more.
 */
final class ExecutionEnvironment {

    /** What is told on the environment's thread. */
    interface Listener {

        void ready(ExecutionEnvironment environment);

        void answered(ExecutionEnvironment environment, byte[] answer);

        void failed(ExecutionEnvironment environment, InvocationFailure failure);

        /** @param type of the error that ended it */
        void ended(ExecutionEnvironment environment, String type);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironment.class);
    private static final long DEFAULT_STACK = 0;

    private record Work(Invocation invocation, Instant deadline) {}

    private final JavaFunction function;
    private final Clock clock;
    private final Listener listener;
    private final Thread thread;
    private final BlockingQueue<Work> work = new LinkedBlockingQueue<>();
    private volatile boolean told;
    private volatile @Nullable FunctionClasses classes;

    ExecutionEnvironment(JavaFunction function, Clock clock, Listener listener) {
        this.function = function;
        this.clock = clock;
        this.listener = listener;
        // without the values that this thread would leave to its heirs
        this.thread = new Thread(null, this::run, "transform-java", DEFAULT_STACK, false);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void give(Invocation invocation, Instant deadline) {
        work.add(new Work(invocation, deadline));
    }

    /** Its classes stay until its thread has ended. */
    void end() {
        told = true;
        thread.interrupt();
    }

    /** Its classes go at once, whatever its thread still does with them. */
    void close() {
        end();
        closeClasses();
    }

    private void run() {
        String type = "Runtime.ExitError";
        try {
            Handler handler = load();
            listener.ready(this);
            while (isToGoOn()) {
                call(handler, work.take());
            }
        } catch (InterruptedException e) {
            // told to end
        } catch (Throwable e) {
            type = e.getClass().getName();
            LOG.atWarn().setCause(e).addKeyValue("handler", function.handler()).log("A Java function ended");
        } finally {
            closeClasses();
            listener.ended(this, type);
        }
    }

    /** An interruption by the function itself is forgotten; {@link #end} says so before it interrupts. */
    private boolean isToGoOn() {
        Thread.interrupted();
        return !told;
    }

    private Handler load() throws Throwable {
        FunctionClasses opened = FunctionClasses.open(function);
        classes = opened;
        thread.setContextClassLoader(opened.function());
        return Handler.load(HandlerName.parse(function.handler()), opened);
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // the function's own; the environment's is seen by take()
    private void call(Handler handler, Work next) {
        BoundedAnswer answer = new BoundedAnswer();
        try {
            Object context = new FunctionContext(next.invocation().id(), next.deadline(), clock)
                    .as(thread.getContextClassLoader());
            handler.call(next.invocation().request(), answer, context);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            if (!answer.isTooLarge()) {
                FunctionLogger.LOG.atInfo().setCause(e).log("The function failed");
                listener.failed(
                        this, new InvocationFailure.FunctionError(e.getClass().getName()));
                return;
            }
        }
        if (answer.isTooLarge()) {
            listener.failed(this, InvocationFailure.TooLarge.response());
        } else {
            listener.answered(this, answer.bytes());
        }
    }

    private void closeClasses() {
        FunctionClasses opened = classes;
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A Java function's jars could not be closed");
        }
    }
}
