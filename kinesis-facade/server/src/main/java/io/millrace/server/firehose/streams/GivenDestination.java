package io.millrace.server.firehose.streams;

import io.millrace.server.firehose.destination.DestinationType;
import io.millrace.server.firehose.destination.Unsupported;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;

/**
 * The one destination that a request has.
 *
 * @param structure its configuration or its update
 */
record GivenDestination(DestinationType type, Record structure) {

    private static final String NOT_SUPPORTED = " destinations are not supported.";

    /** A member of a request: a destination of a kind that there is here, or of one that is not. */
    record Member(Optional<DestinationType> type, String name, Optional<? extends Record> structure) {

        static Member of(DestinationType type, Optional<? extends Record> structure) {
            return new Member(Optional.of(type), type.wireName(), structure);
        }

        static Member unsupported(String name, Optional<Unsupported> structure) {
            return new Member(Optional.empty(), name, structure);
        }
    }

    static GivenDestination of(List<Member> members) {
        List<Member> given = members.stream()
                .filter(member -> member.structure().isPresent())
                .toList();
        if (given.size() != 1) {
            throw AwsError.invalidArgument("Exactly one destination configuration is supported for a Firehose")
                    .asException();
        }
        Member member = given.get(0);
        return new GivenDestination(
                member.type()
                        .orElseThrow(() -> AwsError.invalidArgument(member.name() + NOT_SUPPORTED)
                                .asException()),
                member.structure().orElseThrow());
    }
}
