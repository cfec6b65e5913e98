package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.ErrorTypes;
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

    /** How errors are called in a format where no service is named. */
    private final Map<WireFormat, ErrorTypes> errors = new EnumMap<>(WireFormat.class);

    Router(List<Api> apis) {
        for (Api api : apis) {
            api.formats().forEach(format -> errors.putIfAbsent(format, api.errors()));
            for (String name : api.operations().names()) {
                calls.put(api.operations().targetPrefix() + "." + name, inEachFormat(api, name));
            }
        }
    }

    private static Map<WireFormat, Route.Call> inEachFormat(Api api, String name) {
        Map<WireFormat, Route.Call> formats = new EnumMap<>(WireFormat.class);
        for (WireFormat format : api.formats()) {
            formats.put(format, new Route.Call(api, api.operations().find(name).orElseThrow(), format));
        }
        return formats;
    }

    Route route(String method, Optional<String> contentType, Optional<String> target) {
        if (!method.equals("POST")) {
            return new Route.Refused(Refusal.xml(NO_OPERATION));
        }
        Optional<WireFormat> format = contentType.flatMap(WireFormat::of).filter(errors::containsKey);
        Map<WireFormat, Route.Call> found = target.map(calls::get).orElse(Map.of());
        if (format.isEmpty() || (!found.isEmpty() && !found.containsKey(format.get()))) {
            boolean named = target.flatMap(Target::parse).isPresent();
            return new Route.Refused(Refusal.xml(named ? UNKNOWN_FORMAT : NO_OPERATION));
        }
        Route.Call call = found.get(format.get());
        return call == null ? new Route.Refused(unknown(target, format.get())) : call;
    }

    private Refusal unknown(Optional<String> target, WireFormat format) {
        String message = "This server has no operation " + target.orElse("without a name") + ".";
        return Refusal.of(AwsError.unknownOperation(message), format, errors.getOrDefault(format, ErrorTypes.PLAIN));
    }
}
