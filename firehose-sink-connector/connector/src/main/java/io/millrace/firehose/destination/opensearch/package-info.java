/** Documents in an index: OpenSearch, and Elasticsearch as far as their bulk requests are one. */
@NullMarked
package io.millrace.firehose.destination.opensearch;

import org.jspecify.annotations.NullMarked;
