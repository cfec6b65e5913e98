package io.millrace.server.config;

import java.time.Duration;

/** What writing may use, and how long it may take. */
public record WritingConfig(ByteSize bufferBytes, Duration deliveryTimeout, Duration linger) {

    public WritingConfig {
        Check.size("writing.bufferBytes", bufferBytes, ByteSize.ofMebibytes(1), new ByteSize(Long.MAX_VALUE));
        Check.duration("writing.deliveryTimeout", deliveryTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        Check.notNegative("writing.linger", linger);
        if (linger.compareTo(deliveryTimeout) >= 0) {
            throw ConfigException.at("writing.linger", "must be shorter than writing.deliveryTimeout");
        }
    }
}
