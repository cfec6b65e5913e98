/**
 * Takes streams through the states that take time: CREATING, UPDATING, DELETING. What is to be done stands in the catalog,
 * so that it is carried on after a crash; every step can be repeated.
 *
 * <p>Start at {@link io.millrace.server.lifecycle.StreamLifecycle}.
 */
@NullMarked
package io.millrace.server.lifecycle;

import org.jspecify.annotations.NullMarked;
