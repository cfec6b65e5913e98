@NullMarked
package io.millrace.server.lifecycle;

import org.jspecify.annotations.NullMarked;
