package io.millrace.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where the Kafka Connect workers are that deliver for delivery streams. */
public record ConnectConfig(String url, String username, String password) {

    public ConnectConfig {
        if (!url.isBlank() && !isHttp(url)) {
            throw ConfigException.at("connect.url", "'" + url + "' is not a URL (like http://localhost:8083)");
        }
        if (username.isBlank() != password.isBlank()) {
            throw ConfigException.at(
                    username.isBlank() ? "connect.username" : "connect.password",
                    "must be set as well, or neither of both");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public boolean isSet() {
        return !url.isBlank();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ConnectConfig[" + url + "]";
    }
}
