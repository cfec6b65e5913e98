/** What every API operation is made of, whatever service it belongs to and whatever carries it. */
@NullMarked
package io.millrace.server.operation;

import org.jspecify.annotations.NullMarked;
