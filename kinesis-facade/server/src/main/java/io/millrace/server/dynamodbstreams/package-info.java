/** The API of DynamoDB Streams, served from the topics that the change capture wrote. It keeps nothing: any node answers alike. */
@NullMarked
package io.millrace.server.dynamodbstreams;

import org.jspecify.annotations.NullMarked;
