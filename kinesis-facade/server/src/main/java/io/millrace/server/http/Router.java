package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.Target;
import io.millrace.server.wire.WireFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the operation that a request's head asks for. The path does not matter to the service.
 *
 * <p>A request without a usable content type is answered in XML: 403 AccessDeniedException if it names no operation, 404
 * UnknownOperationException if it does. With one, an unknown operation is a 400 in that format, whether or not the request
 * is signed.
 */
final class Router {

    private static final AwsError NO_OPERATION =
            new AwsError("AccessDeniedException", 403, "Unable to determine service/operation name to be authorized");
    private static final AwsError UNKNOWN_FORMAT = new AwsError("UnknownOperationException", 404, "");

    /** By the whole header {@code X-Amz-Target}, and by the format. */
    private final Map<String, Map<WireFormat, Route.Call>> calls = new HashMap<>();

    Router(List<Api> apis) {
        for (Api api : apis) {
            for (String name : api.operations().names()) {
                calls.put(api.operations().targetPrefix() + "." + name, inEachFormat(api, name));
            }
        }
    }

    private static Map<WireFormat, Route.Call> inEachFormat(Api api, String name) {
        Map<WireFormat, Route.Call> formats = new EnumMap<>(WireFormat.class);
        for (WireFormat format : WireFormat.values()) {
            formats.put(format, new Route.Call(api, api.operations().find(name).orElseThrow(), format));
        }
        return formats;
    }

    Route route(String method, Optional<String> contentType, Optional<String> target) {
        if (!method.equals("POST")) {
            return new Route.Refused(Refusal.xml(NO_OPERATION));
        }
        Optional<WireFormat> format = contentType.flatMap(WireFormat::of);
        if (format.isEmpty()) {
            boolean named = target.flatMap(Target::parse).isPresent();
            return new Route.Refused(Refusal.xml(named ? UNKNOWN_FORMAT : NO_OPERATION));
        }
        Map<WireFormat, Route.Call> found = target.map(calls::get).orElse(null);
        return found == null
                ? new Route.Refused(Refusal.of(AwsError.unknownOperation(""), format.get()))
                : found.get(format.get());
    }
}
