/** The settings of a server: a tree of records, read from YAML over the defaults in {@code defaults.yaml}. */
@NullMarked
package io.millrace.server.config;

import org.jspecify.annotations.NullMarked;
