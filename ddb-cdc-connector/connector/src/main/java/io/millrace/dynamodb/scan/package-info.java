/** Reading what a table holds: segments, pages, and where a scan is. */
package io.millrace.dynamodb.scan;
