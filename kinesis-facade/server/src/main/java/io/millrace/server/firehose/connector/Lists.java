package io.millrace.server.firehose.connector;

import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.stream.Collectors;

/** Lists in properties: a comma parts their elements, so none may hold one. */
final class Lists {

    private Lists() {}

    static String joined(String member, List<?> elements) {
        elements.stream()
                .filter(element -> element.toString().contains(","))
                .findFirst()
                .ifPresent(element -> {
                    throw AwsError.invalidArgument("A comma in " + member + " is not supported.")
                            .asException();
                });
        return elements.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
