package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.regex.Pattern;

/** The Credential of an {@link Authorization}: whose key, and what the signature made with it is good for. */
record Credential(String accessKeyId, CredentialScope scope) {

    private static final Pattern TRAILING_SLASHES = Pattern.compile("/++$");

    /** Trailing slashes are ignored, as the service does. */
    static Credential parse(String text) {
        String trimmed = text.endsWith("/") ? TRAILING_SLASHES.matcher(text).replaceFirst("") : text;
        String[] elements = trimmed.split("/", -1);
        if (elements.length != 5) {
            throw AwsError.incompleteSignature("Credential must have exactly 5 slash-delimited elements, e.g."
                            + " keyid/date/region/service/term, got '" + text + "'")
                    .asException();
        }
        return new Credential(elements[0], new CredentialScope(elements[1], elements[2], elements[3], elements[4]));
    }
}
