package io.millrace.conformance.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes servers away, one at a time, and gives them back. */
final class Mischief {

    private final List<Child> facades;
    private final List<Child> brokers;
    private final long leaseMillis;
    private final Random random;
    private final List<String> done = new CopyOnWriteArrayList<>();

    Mischief(List<Child> facades, List<Child> brokers, long leaseMillis, Random random) {
        this.facades = facades;
        this.brokers = brokers;
        this.leaseMillis = leaseMillis;
        this.random = random;
    }

    List<String> done() {
        return List.copyOf(done);
    }

    /** Every kind once, in an order of its own each time. */
    void round() {
        List<Runnable> all = new ArrayList<>(List.of(
                this::killAFacade,
                this::stopAFacadePastItsLease,
                this::restartAFacade,
                this::restartABroker,
                this::stopABroker));
        Collections.shuffle(all, random);
        for (Runnable each : all) {
            each.run();
            Pause.millis(1000);
        }
    }

    private void killAFacade() {
        Child facade = any(facades);
        log("kill -9 " + facade.name());
        facade.kill();
        Pause.millis(leaseMillis);
        facade.startAgain();
        facade.awaitListening();
    }

    private void stopAFacadePastItsLease() {
        Child facade = any(facades);
        log("stop " + facade.name() + " past its lease");
        facade.stop();
        Pause.millis(2 * leaseMillis);
        facade.resume();
    }

    private void restartAFacade() {
        Child facade = any(facades);
        log("restart " + facade.name());
        facade.terminate();
        facade.startAgain();
        facade.awaitListening();
    }

    private void restartABroker() {
        Child broker = any(brokers);
        log("restart " + broker.name());
        broker.terminate();
        broker.startAgain();
        broker.awaitListening();
        Pause.millis(3000);
    }

    /** Longer than the controller waits for it: others lead its partitions when it comes back and does not know yet. */
    private void stopABroker() {
        Child broker = any(brokers);
        log("stop " + broker.name() + " past its session");
        broker.stop();
        Pause.millis(6000);
        broker.resume();
        Pause.millis(3000);
    }

    private Child any(List<Child> children) {
        return children.get(random.nextInt(children.size()));
    }

    private void log(String what) {
        done.add(what);
        System.out.println("drill: " + what);
    }
}
