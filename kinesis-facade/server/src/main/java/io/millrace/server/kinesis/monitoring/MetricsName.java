package io.millrace.server.kinesis.monitoring;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** As the model spells them. */
public enum MetricsName {
    IncomingBytes,
    IncomingRecords,
    OutgoingBytes,
    OutgoingRecords,
    WriteProvisionedThroughputExceeded,
    ReadProvisionedThroughputExceeded,
    IteratorAgeMilliseconds,
    ALL;

    /** The metrics that are meant: ALL stands for every one. */
    static Set<String> expanded(Collection<MetricsName> given) {
        return (given.contains(ALL) ? Arrays.stream(values()) : given.stream())
                .filter(name -> name != ALL)
                .map(MetricsName::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
