package io.millrace.mapping.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A fact about something that has an ARN: it can be tagged, and have a policy attached. */
public sealed interface ResourceFact extends Fact permits StreamFact, ConsumerFact {

    SortedMap<String, String> tags();

    Optional<String> policy();

    ResourceFact withTags(Map<String, String> value);

    ResourceFact withPolicy(Optional<String> value);
}
