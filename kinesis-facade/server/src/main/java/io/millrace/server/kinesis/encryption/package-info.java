/** Server-side encryption with KMS keys. There is no key ring here: what would need a key is refused. */
@NullMarked
package io.millrace.server.kinesis.encryption;

import org.jspecify.annotations.NullMarked;
