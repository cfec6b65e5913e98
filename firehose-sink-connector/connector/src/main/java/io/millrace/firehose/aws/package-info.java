/** Who asks services of AWS, and what speaks their protocols: keys, roles, signatures. */
@NullMarked
package io.millrace.firehose.aws;

import org.jspecify.annotations.NullMarked;
