/** What the JDK's executors and stages leave to be said again and again. */
@NullMarked
package io.millrace.server.concurrent;

import org.jspecify.annotations.NullMarked;
