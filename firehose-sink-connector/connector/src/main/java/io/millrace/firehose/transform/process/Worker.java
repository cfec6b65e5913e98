package io.millrace.firehose.transform.process;

import com.sun.net.httpserver.HttpExchange;
import io.millrace.firehose.transform.Invocation;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.InvocationLine;
import io.millrace.firehose.transform.Turn;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for one child, which has one invocation at a time, as in Lambda; started anew whenever it ends.
 *
 * <p>Everything happens on the pool's loop, so nothing here is locked. An invocation that was handed to a child ends in exactly one of four ways:
 * the child answers, reports an error, exits, or is killed when the time limit is over. A child that was killed or has exited
 * no longer knows a valid token, so that what it may still say is not heard.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final SecureRandom TOKENS = new SecureRandom();
    private static final byte[] NOTHING = {};

    private final ProcessTransform pool;

    private @Nullable Child child;
    private String token = "";
    private boolean ready;
    private @Nullable HttpExchange waiting;
    private final Turn turn;
    private int failures;

    Worker(ProcessTransform pool) {
        this.pool = pool;
        this.turn = new Turn(pool.line());
    }

    void start() {
        byte[] secret = new byte[16];
        TOKENS.nextBytes(secret);
        token = HexFormat.of().formatHex(secret);
        try {
            Child started = pool.spawn(token);
            child = started;
            turn.awaitFor(pool.startLimit(), this::kill);
            started.onExit(() -> pool.line().run(() -> exited(started)));
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("A transform's process could not be started");
            ended("Runtime.StartError");
        }
    }

    boolean has(String asked) {
        return token.equals(asked);
    }

    boolean isReady() {
        return ready;
    }

    void next(HttpExchange exchange) {
        turn.inTime();
        ready = true;
        turn.fail(new InvocationFailure.FunctionError("Runtime.NoResponse"));
        if (waiting != null) {
            pool.api().reply(waiting, 400, NOTHING);
        }
        waiting = exchange;
        serve();
    }

    /** Hands the next invocation to a child that waits for one. */
    void serve() {
        HttpExchange exchange = waiting;
        if (exchange == null) {
            return;
        }
        turn.take(pool.timeLimit(), this::timedOut).ifPresent(invocation -> {
            waiting = null;
            hand(invocation, exchange);
        });
    }

    private void hand(Invocation invocation, HttpExchange exchange) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(pool.deadline().toEpochMilli()));
        pool.api().reply(exchange, 200, invocation.request());
    }

    void response(String id, byte[] body, HttpExchange exchange) {
        if (!turn.isOf(id)) {
            pool.api().reply(exchange, 400, NOTHING);
            return;
        }
        failures = 0;
        turn.answer(body);
        pool.api().reply(exchange, 202, NOTHING);
    }

    void failed(String id, InvocationFailure failure, int status, HttpExchange exchange) {
        if (turn.isOf(id)) {
            turn.fail(failure);
            pool.api().reply(exchange, status, NOTHING);
        } else {
            pool.api().reply(exchange, 400, NOTHING);
        }
    }

    void initError(String type, HttpExchange exchange) {
        LOG.atWarn().addKeyValue("type", type).log("A transform could not be loaded");
        pool.api().reply(exchange, 202, NOTHING);
    }

    void stop() {
        token = "";
        turn.fail(InvocationLine.stopped());
        kill();
    }

    private void timedOut() {
        token = "";
        turn.fail(new InvocationFailure.Timeout(pool.timeLimit()));
        kill();
    }

    private void kill() {
        if (child != null) {
            child.kill();
        }
    }

    private void exited(Child ended) {
        LOG.atInfo().addKeyValue("exit_code", ended.exitCode()).log("A transform's process ended");
        ended("Runtime.ExitError");
    }

    private void ended(String type) {
        token = "";
        child = null;
        turn.fail(new InvocationFailure.FunctionError(type));
        if (waiting != null) {
            HttpExchange gone = waiting;
            waiting = null;
            pool.line().elsewhere(gone::close);
        }
        boolean neverReady = !ready;
        ready = false;
        if (neverReady) {
            pool.couldNotStart(type);
        }
        failures++;
        pool.restart(this, failures);
    }
}
