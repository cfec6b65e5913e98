package io.millrace.firehose.transform.inprocess;

/**
 * Which method of a function is called: {@code package.Class::method}, or {@code package.Class} for {@code handleRequest}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Handlers in Java</a>
 */
record HandlerName(String className, String method) {

    static final String OF_INTERFACES = "handleRequest";

    static HandlerName parse(String text) {
        int colons = text.indexOf("::");
        HandlerName name = colons < 0
                ? new HandlerName(text, OF_INTERFACES)
                : new HandlerName(text.substring(0, colons), text.substring(colons + 2));
        if (name.className.isBlank() || name.method.isBlank() || name.method.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "a Java handler is package.Class or package.Class::method, not \"" + text + "\"");
        }
        return name;
    }

    @Override
    public String toString() {
        return className + "::" + method;
    }
}
