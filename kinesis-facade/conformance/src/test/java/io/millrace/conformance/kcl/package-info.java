/** The Kinesis Client Library, which keeps its leases in DynamoDB. */
@NullMarked
package io.millrace.conformance.kcl;

import org.jspecify.annotations.NullMarked;
