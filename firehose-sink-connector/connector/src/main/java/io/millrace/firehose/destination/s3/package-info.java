/** Amazon S3, and what speaks its protocol. */
@NullMarked
package io.millrace.firehose.destination.s3;

import org.jspecify.annotations.NullMarked;
