package io.millrace.server.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the shared credentials file of the AWS tools: {@code [profile]} and under it {@code name = value}.
 *
 * <p>Profiles without keys (roles, SSO) and settings of other kinds are passed over. No message quotes a line, which may hold a
 * secret.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and credentials files</a>
 */
final class CredentialFileParser {

    private static final String KEY_ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";
    private static final String TOKEN = "aws_session_token";

    private final String name;
    private final Map<String, AccessKey> keys = new LinkedHashMap<>();
    private final Map<String, String> profile = new LinkedHashMap<>();
    private int profileLine;

    private CredentialFileParser(String name) {
        this.name = name;
    }

    /** @param name of the file, for messages */
    static Map<String, AccessKey> parse(String name, List<String> lines) {
        CredentialFileParser parser = new CredentialFileParser(name);
        for (int i = 0; i < lines.size(); i++) {
            parser.line(i + 1, lines.get(i));
        }
        parser.endProfile();
        return Map.copyOf(parser.keys);
    }

    private void line(int number, String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        if (text.startsWith("[")) {
            endProfile();
            startProfile(number, withoutComment(text));
        } else if (text.indexOf('=') > 0) {
            setting(number, text);
        } else if (!Character.isWhitespace(line.charAt(0))) {
            throw error(number, "expected [profile] or name = value");
        }
    }

    private void startProfile(int number, String text) {
        if (!text.endsWith("]")) {
            throw error(number, "the profile's name is not closed with ]");
        }
        profileLine = number;
    }

    private void setting(int number, String text) {
        if (profileLine == 0) {
            throw error(number, "a setting must stand under a [profile]");
        }
        int equals = text.indexOf('=');
        String value = withoutComment(text.substring(equals + 1).strip());
        profile.put(text.substring(0, equals).strip(), value);
    }

    private void endProfile() {
        String id = profile.getOrDefault(KEY_ID, "");
        String secret = profile.getOrDefault(SECRET, "");
        Optional<String> token = Optional.ofNullable(profile.get(TOKEN)).filter(value -> !value.isEmpty());
        profile.clear();
        if (id.isEmpty() && secret.isEmpty()) {
            return;
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw error(profileLine, "the profile has no " + (id.isEmpty() ? KEY_ID : SECRET));
        }
        if (id.indexOf('/') >= 0) {
            throw error(profileLine, KEY_ID + " has a slash in it: are key id and secret in each other's place?");
        }
        AccessKey key = new AccessKey(id, secret, token);
        AccessKey other = keys.putIfAbsent(id, key);
        if (other != null && !other.equals(key)) {
            throw error(profileLine, "another profile has the same " + KEY_ID + " with another secret");
        }
    }

    /** A comment may follow a value after white space; no key, secret or token has any in it. */
    private static String withoutComment(String value) {
        for (int i = 1; i < value.length(); i++) {
            boolean comment = value.charAt(i) == '#' || value.charAt(i) == ';';
            if (comment && Character.isWhitespace(value.charAt(i - 1))) {
                return value.substring(0, i).strip();
            }
        }
        return value;
    }

    private CredentialFileException error(int line, String what) {
        return new CredentialFileException(name + ", line " + line + ": " + what);
    }
}
