package io.millrace.server.wire;

import java.lang.reflect.RecordComponent;

/** What a component is called on the wire and in messages. */
final class Names {

    private Names() {}

    static String onTheWire(RecordComponent component) {
        Wire name = component.getAnnotation(Wire.class);
        return name != null ? name.value() : withFirst(component.getName(), true);
    }

    static String inMessages(String wireName) {
        return withFirst(wireName, false);
    }

    private static String withFirst(String name, boolean upperCase) {
        char first = name.charAt(0);
        return (upperCase ? Character.toUpperCase(first) : Character.toLowerCase(first)) + name.substring(1);
    }
}
