package io.millrace.server.http;

import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.RequestReader;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.Shapes;

/** One service: its operations and how its shapes are read and written. */
public record Api(OperationTable operations, RequestReader reader, ResponseWriter writer) {

    /** Learns every request's shape at once, so that one that cannot be read stops the start and not a client. */
    public static Api of(OperationTable operations, Shapes shapes) {
        RequestReader reader = new RequestReader(shapes);
        for (String name : operations.names()) {
            operations.find(name).ifPresent(entry -> reader.prepare(entry.requestType()));
        }
        return new Api(operations, reader, new ResponseWriter(shapes));
    }
}
