/** The texts of the service's model. */
@NullMarked
package io.millrace.server.dynamodbstreams.shape;

import org.jspecify.annotations.NullMarked;
