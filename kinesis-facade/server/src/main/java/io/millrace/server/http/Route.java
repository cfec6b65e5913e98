package io.millrace.server.http;

import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.WireFormat;

/** Where a request's head leads: to an operation, or to an answer that needs neither its body nor its signature. */
sealed interface Route {

    record Call(Api api, OperationTable.Entry<?, ?> entry, WireFormat format) implements Route {}

    record Refused(Refusal refusal) implements Route {}
}
