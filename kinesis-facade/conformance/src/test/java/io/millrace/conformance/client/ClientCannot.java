package io.millrace.conformance.client;

import org.opentest4j.TestAbortedException;

/** This client, in its version, has no way to ask for that: the test does not apply to it. */
public final class ClientCannot extends TestAbortedException {

    private static final long serialVersionUID = 1L;

    public ClientCannot(String client, String why) {
        super(client + " cannot: " + why);
    }
}
