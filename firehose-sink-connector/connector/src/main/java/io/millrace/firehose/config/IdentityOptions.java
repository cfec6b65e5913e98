package io.millrace.firehose.config;

import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.aws.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys that say who asks; they all begin alike. */
record IdentityOptions(String prefix) {

    private static final Pattern ROLES = Pattern.compile("arn:[^:\\s]+:iam::\\d{12}:role/\\S+");

    String accessKeyName() {
        return prefix + "access.key.id";
    }

    private String secretKeyName() {
        return prefix + "secret.access.key";
    }

    private String sessionTokenName() {
        return prefix + "session.token";
    }

    private String roleName() {
        return prefix + "role.arn";
    }

    private String externalIdName() {
        return prefix + "role.external.id";
    }

    private String stsEndpointName() {
        return prefix + "sts.endpoint";
    }

    Option accessKey() {
        return Option.secret(
                accessKeyName(),
                "Access key",
                "With its secret. Without: the SDK's default chain (environment, profile, container, instance).");
    }

    Option secretKey() {
        return Option.secret(secretKeyName(), "Secret key", "The secret of " + accessKeyName() + ".");
    }

    Option sessionToken() {
        return Option.secret(sessionTokenName(), "Session token", "For temporary keys.")
                .low();
    }

    Option role() {
        return Option.text(
                        roleName(),
                        "Role",
                        "A role that is assumed with the key or what the SDK's default chain finds. Its credentials are"
                                + " renewed before they expire.")
                .valid(Texts.matching(ROLES, "a role's ARN, such as arn:aws:iam::123456789012:role/firehose"));
    }

    Option externalId() {
        return Option.text(externalIdName(), "External id", "What the role's trust policy asks for.")
                .low();
    }

    Option stsEndpoint() {
        return Option.text(stsEndpointName(), "Endpoint of STS", "Where roles are assumed if that is not Amazon's STS.")
                .valid(Texts.HTTP_URL)
                .low();
    }

    void check(Values values) {
        if (values.has(accessKeyName()) && !values.has(secretKeyName())) {
            values.fault(secretKeyName(), "it is needed with " + accessKeyName() + ": write both, or none");
        } else if (values.has(secretKeyName()) && !values.has(accessKeyName())) {
            values.fault(accessKeyName(), "it is needed with " + secretKeyName() + ": write both, or none");
        } else if (values.has(sessionTokenName()) && !values.has(accessKeyName())) {
            values.fault(accessKeyName(), "it is needed with " + sessionTokenName() + ": write both, or none");
        }
        if (!values.isFaulty(roleName()) && !values.has(roleName())) {
            if (values.has(externalIdName())) {
                values.fault(externalIdName(), "it is for a role: write " + roleName() + ", or leave it out");
            }
            if (values.has(stsEndpointName())) {
                values.fault(stsEndpointName(), "it is for a role: write " + roleName() + ", or leave it out");
            }
        }
    }

    Identity read(Values values) {
        Optional<AccessKey> key = values.password(accessKeyName())
                .map(id -> new AccessKey(
                        id.value(),
                        values.secret(secretKeyName()),
                        values.text(sessionTokenName()).map(token -> values.secret(sessionTokenName()))));
        Optional<Role> role = values.text(roleName())
                .map(arn -> new Role(
                        arn,
                        values.text(externalIdName()),
                        "firehose-" + StreamOptions.read(values).name(),
                        values.text(stsEndpointName()).map(Texts::httpUrl)));
        return new Identity(key, role);
    }
}
