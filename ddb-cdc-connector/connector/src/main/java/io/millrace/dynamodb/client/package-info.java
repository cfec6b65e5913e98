/** DynamoDB as scanning and streaming need it: requests, credentials, and which faults pass. */
package io.millrace.dynamodb.client;
