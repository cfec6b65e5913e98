package io.millrace.firehose.config;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Forms of text that several keys have. */
final class Texts {

    static final HttpUrl HTTP_URL = new HttpUrl();

    static final Parsed BASE64 =
            new Parsed("base64", "it is not base64: write, for example, Cg== for a new line", Texts::base64);

    private Texts() {}

    static Parsed matching(Pattern pattern, String form) {
        return new Parsed(form, "write " + form, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    static URI httpUrl(String text) {
        URI url = URI.create(text);
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    /**
     * {@code name=value} pairs, in their order; a value may hold further equals signs.
     *
     * @throws IllegalArgumentException that does not repeat the values, which may be secret
     */
    static Map<String, String> pairs(List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("pair " + (pairs.size() + 1)
                        + " has no name: write name=value,name=value, and no comma in a value");
            }
            String name = text.substring(0, equals).strip();
            if (pairs.put(name, text.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(name + " is there twice: write it once");
            }
        }
        return pairs;
    }
}
