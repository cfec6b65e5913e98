/** Topics of changes as tables: what was changed in one table is changed in another. It knows topics, not their source. */
package io.millrace.dynamodb.sink;
