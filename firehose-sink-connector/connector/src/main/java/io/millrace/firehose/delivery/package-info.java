/** How units become visible, each record once: uploads that nobody sees, and one small object per partition, the head, that decides. */
@NullMarked
package io.millrace.firehose.delivery;

import org.jspecify.annotations.NullMarked;
