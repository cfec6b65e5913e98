/** The connector's properties: a ConfigDef in groups, rules across keys, and the tree of records that all other rooms are built from. */
@NullMarked
package io.millrace.firehose.config;

import org.jspecify.annotations.NullMarked;
