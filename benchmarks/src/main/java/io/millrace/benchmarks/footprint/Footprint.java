package io.millrace.benchmarks.footprint;

import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import java.io.IOException;

/** What a facade takes without doing anything: nothing that other systems could be compared in. */
public interface Footprint {

    /** As on the command line. */
    String name();

    /** Measures facades of its own on this broker. */
    Finding measure(Servers servers, ChildProcess broker) throws IOException, InterruptedException;
}
