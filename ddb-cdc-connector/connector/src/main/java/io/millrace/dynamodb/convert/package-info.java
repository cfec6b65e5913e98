/** Items and changes of DynamoDB as values of Connect, and back. Pure: of the SDK it knows the model alone. */
package io.millrace.dynamodb.convert;
