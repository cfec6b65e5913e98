package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.Target;
import io.millrace.server.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private final Map<String, Api> apis;

    Router(List<Api> apis) {
        this.apis = apis.stream()
                .collect(Collectors.toUnmodifiableMap(api -> api.operations().targetPrefix(), Function.identity()));
    }

    Route route(String method, Optional<String> contentType, Optional<String> targetHeader) {
        if (!method.equals("POST")) {
            return new Route.Refused(Refusal.xml(NO_OPERATION));
        }
        Optional<Target> target = targetHeader.flatMap(Target::parse);
        Optional<WireFormat> format = contentType.flatMap(WireFormat::of);
        if (format.isEmpty()) {
            return new Route.Refused(Refusal.xml(target.isEmpty() ? NO_OPERATION : UNKNOWN_FORMAT));
        }
        return target.flatMap(this::find)
                .<Route>map(found -> new Route.Call(found.api(), found.entry(), format.get()))
                .orElseGet(() -> new Route.Refused(Refusal.of(AwsError.unknownOperation(""), format.get())));
    }

    private Optional<Found> find(Target target) {
        return Optional.ofNullable(apis.get(target.service()))
                .flatMap(api -> api.operations().find(target.operation()).map(entry -> new Found(api, entry)));
    }

    private record Found(Api api, OperationTable.Entry<?, ?> entry) {}
}
