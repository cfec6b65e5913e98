/**
 * What the catalog topic says: facts, and the image that they add up to.
 *
 * <p>Start at {@link io.millrace.mapping.catalog.Fact}, then {@link io.millrace.mapping.catalog.CatalogImage}.
 */
@NullMarked
package io.millrace.mapping.catalog;

import org.jspecify.annotations.NullMarked;
