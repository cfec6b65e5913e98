package io.millrace.server.http;

import io.millrace.server.operation.MayBlock;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.WireFormat;

/** Where a request's head leads: to an operation, or to an answer that needs neither its body nor its signature. */
sealed interface Route {

    /** @param mayBlock whether the operation must not be called on a thread that serves connections */
    record Call(Api api, OperationTable.Entry<?, ?> entry, WireFormat format, boolean mayBlock) implements Route {

        static Call of(Api api, OperationTable.Entry<?, ?> entry, WireFormat format) {
            return new Call(api, entry, format, entry.operation().getClass().isAnnotationPresent(MayBlock.class));
        }
    }

    record Refused(Refusal refusal) implements Route {}
}
