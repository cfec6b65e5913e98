package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the stream that a request names, in whichever way its shape has for it. */
final class RequestedStream {

    private final List<RecordComponent> components;
    private final Function<String, Optional<StreamName>> streamOfArn;

    /** @param streamOfArn the stream in the ARN of a stream or of a consumer */
    RequestedStream(Class<? extends Record> requestType, Function<String, Optional<StreamName>> streamOfArn) {
        this.components = Arrays.stream(requestType.getRecordComponents())
                .filter(component -> component.getName().equals("streamName")
                        || component.getName().endsWith("ARN"))
                .toList();
        this.streamOfArn = streamOfArn;
    }

    Optional<StreamName> of(Record request) {
        return components.stream()
                .flatMap(component -> valueOf(component, request))
                .flatMap(value -> value instanceof StreamName name
                        ? Stream.of(name)
                        : streamOfArn.apply(value.toString()).stream())
                .findFirst();
    }

    private static Stream<?> valueOf(RecordComponent component, Record request) {
        try {
            Object value = component.getAccessor().invoke(request);
            return value instanceof Optional<?> optional ? optional.stream() : Stream.of(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
