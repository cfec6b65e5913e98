package io.millrace.server.config;

import java.util.regex.Pattern;

/** The account and the region that ARNs carry. */
public record AccountConfig(String id, String region) {

    private static final Pattern ID = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

    public AccountConfig {
        if (!ID.matcher(id).matches()) {
            throw ConfigException.at("account.id", "'" + id + "' is not an account (12 digits, in quotes)");
        }
        if (!REGION.matcher(region).matches()) {
            throw ConfigException.at("account.region", "'" + region + "' is not a region (like us-east-1)");
        }
    }
}
