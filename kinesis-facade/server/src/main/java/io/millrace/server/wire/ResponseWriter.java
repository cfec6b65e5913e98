package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.server.operation.Empty;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes responses, which are records, to a stream. */
public final class ResponseWriter {

    private final WriterCompiler compiler;
    private final Map<Class<?>, RecordWriter> writers = new ConcurrentHashMap<>();

    public ResponseWriter(Shapes shapes) {
        this.compiler = new WriterCompiler(shapes);
    }

    /**
     * Learns a shape, which otherwise happens with its first response.
     *
     * @throws IllegalArgumentException if responses of this shape cannot be written
     */
    public ResponseWriter prepare(Class<? extends Record> type) {
        writers.computeIfAbsent(type, compiler::compile);
        return this;
    }

    /** Writes a response to a stream, which it flushes and leaves open; of an {@link Empty} there is nothing to write. */
    public void write(Object response, WireFormat format, OutputStream out) throws IOException {
        if (response instanceof Empty) {
            return;
        }
        RecordWriter writer = writers.computeIfAbsent(response.getClass(), compiler::compile);
        try (JsonGenerator generator = format.factory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            writer.write(generator, format, response);
        }
    }
}
