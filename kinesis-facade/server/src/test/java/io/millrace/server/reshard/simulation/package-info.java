/**
 * A deterministic simulation of the reshard protocol: the classes that run in production, on simulated machines, clocks and Kafka.
 *
 * <p>Start at {@link io.millrace.server.reshard.simulation.Schedule}; what it checks is {@link
 * io.millrace.server.reshard.simulation.Guarantees}; the rules that must not be left out are {@link
 * io.millrace.server.reshard.simulation.Rules}.
 */
@NullMarked
package io.millrace.server.reshard.simulation;

import org.jspecify.annotations.NullMarked;
