package io.millrace.server.http;

import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.ErrorTypes;
import io.millrace.server.wire.RequestReader;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.Shapes;
import io.millrace.server.wire.WireFormat;
import java.util.Set;

/**
 * One service: its operations and how its shapes are read and written.
 *
 * @param formats those that the service speaks
 * @param errors what it calls its errors
 */
public record Api(
        OperationTable operations,
        RequestReader reader,
        ResponseWriter writer,
        Set<WireFormat> formats,
        ErrorTypes errors) {

    private static final Set<WireFormat> USUAL = Set.of(WireFormat.JSON, WireFormat.CBOR, WireFormat.RPC_V2_CBOR);

    /** In JSON 1.1 and CBOR. */
    public static Api of(OperationTable operations, Shapes shapes) {
        return of(operations, shapes, USUAL, ErrorTypes.PLAIN);
    }

    /** Learns every request's shape at once, so that one that cannot be read stops the start and not a client. */
    public static Api of(OperationTable operations, Shapes shapes, Set<WireFormat> formats, ErrorTypes errors) {
        RequestReader reader = new RequestReader(shapes);
        for (String name : operations.names()) {
            operations.find(name).ifPresent(entry -> reader.prepare(entry.requestType()));
        }
        return new Api(operations, reader, new ResponseWriter(shapes), Set.copyOf(formats), errors);
    }
}
