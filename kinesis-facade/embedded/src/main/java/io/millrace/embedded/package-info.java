/** Real servers inside this JVM, each on a folder or on a Kafka: a KRaft broker, a Connect worker, an S3-compatible store. */
@NullMarked
package io.millrace.embedded;

import org.jspecify.annotations.NullMarked;
