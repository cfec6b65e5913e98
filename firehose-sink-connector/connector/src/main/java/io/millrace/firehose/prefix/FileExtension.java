package io.millrace.firehose.prefix;

import java.util.regex.Pattern;

/** What the name of an object ends with; the one that is configured replaces the one of the format. Empty, or with its dot. */
public record FileExtension(String text) {

    public static final FileExtension NONE = new FileExtension("");

    private static final int MAX = 128;
    private static final Pattern ALLOWED = Pattern.compile("\\.[0-9a-z!\\-_.*'()]+");

    public FileExtension {
        if (!text.isEmpty() && (text.length() > MAX || !ALLOWED.matcher(text).matches())) {
            throw new PrefixException("FileExtension: \"" + text + "\" is refused: write a dot and then at most "
                    + (MAX - 1) + " of 0-9 a-z ! - _ . * ' ( ), for example .json.gz");
        }
    }
}
