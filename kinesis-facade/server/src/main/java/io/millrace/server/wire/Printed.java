package io.millrace.server.wire;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as the service prints it in a violation, which is as Java prints it; cut where it is very long. */
final class Printed {

    private static final int LONGEST = 8_192;

    private Printed() {}

    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + "...";
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof byte[] blob) {
            text.append("java.nio.HeapByteBuffer[pos=0 lim=%1$d cap=%1$d]".formatted(blob.length));
        } else if (value instanceof Iterable<?> list) {
            text.append('[');
            Iterator<?> elements = list.iterator();
            while (elements.hasNext() && text.length() <= LONGEST) {
                append(text, elements.next());
                text.append(elements.hasNext() ? ", " : "");
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            while (entries.hasNext() && text.length() <= LONGEST) {
                Map.Entry<?, ?> entry = entries.next();
                append(text, entry.getKey());
                text.append('=');
                append(text, entry.getValue());
                text.append(entries.hasNext() ? ", " : "");
            }
            text.append('}');
        } else if (value instanceof Record structure) {
            text.append(structure.getClass().getSimpleName())
                    .append('@')
                    .append(Integer.toHexString(System.identityHashCode(structure)));
        } else {
            String plain = String.valueOf(value);
            text.append(plain, 0, Math.min(plain.length(), LONGEST + 1));
        }
    }
}
