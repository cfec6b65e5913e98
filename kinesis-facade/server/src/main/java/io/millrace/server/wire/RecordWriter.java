package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes the structures of one record class. What is empty or null is left out: an explicit null surprises clients. */
record RecordWriter(List<Member> members) implements ValueWriter {

    record Member(SerializableString name, Function<Object, Object> accessor, ValueWriter writer) {}

    @Override
    public void write(JsonGenerator generator, WireFormat format, Object structure) throws IOException {
        generator.writeStartObject();
        for (Member member : members) {
            Object value = member.accessor().apply(structure);
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value != null) {
                generator.writeFieldName(member.name());
                member.writer().write(generator, format, value);
            }
        }
        generator.writeEndObject();
    }
}
