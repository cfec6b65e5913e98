package io.millrace.firehose.prefix;

/** Which of the two parameters a template is written in, and so what it may say. */
public enum PrefixRules {
    PREFIX("Prefix", "timestamp, firehose:random-string, partitionKeyFromQuery, partitionKeyFromLambda"),
    ERROR_OUTPUT_PREFIX("ErrorOutputPrefix", "timestamp, firehose:random-string, firehose:error-output-type");

    private final String parameter;
    private final String allowed;

    PrefixRules(String parameter, String allowed) {
        this.parameter = parameter;
        this.allowed = allowed;
    }

    public String parameter() {
        return parameter;
    }

    String allowed() {
        return allowed;
    }
}
