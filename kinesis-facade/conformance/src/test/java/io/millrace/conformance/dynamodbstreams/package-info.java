/** DynamoDB Streams, from topics as the change capture writes them. */
@NullMarked
package io.millrace.conformance.dynamodbstreams;

import org.jspecify.annotations.NullMarked;
