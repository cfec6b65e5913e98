/** KCL over the DynamoDB Streams Kinesis Adapter. */
@NullMarked
package io.millrace.conformance.adapter;

import org.jspecify.annotations.NullMarked;
