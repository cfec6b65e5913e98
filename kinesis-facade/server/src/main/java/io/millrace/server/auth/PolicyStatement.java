package io.millrace.server.auth;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One rule of a {@link ResourcePolicy}: to whom it allows or denies what.
 *
 * @param principals accounts, ARNs or {@code *}, whichever kind of principal they are of
 * @param actions such as {@code kinesis:PutRecord}, with wild cards
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM JSON policy elements</a>
 */
public record PolicyStatement(
        Optional<String> sid, Effect effect, List<String> principals, List<String> actions, List<String> resources) {

    /** Named as in the document. */
    public enum Effect {
        Allow,
        Deny
    }

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPAL_KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern AWS_PRINCIPAL =
            Pattern.compile("\\*|\\d{12}|arn:aws[a-z-]*:(iam|sts)::.+|A[A-Z0-9]{15,127}");
    private static final Pattern ACTION = Pattern.compile("\\*|kinesis:[a-z*?]+", Pattern.CASE_INSENSITIVE);

    public PolicyStatement {
        principals = List.copyOf(principals);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    static PolicyStatement parse(PolicyElement statement, String resourceArn) {
        statement.object(ELEMENTS);
        Optional<String> sid = statement.member("Sid").map(PolicyElement::text);
        Effect effect = effect(statement.required("Effect"));
        List<String> principals = principals(statement.either("Principal", "NotPrincipal"));
        List<String> actions = statement.either("Action", "NotAction").oneOrMore().stream()
                .map(PolicyStatement::action)
                .toList();
        List<String> resources = resources(statement, resourceArn);
        statement.member("Condition").ifPresent(PolicyStatement::checkCondition);
        return new PolicyStatement(sid, effect, principals, actions, resources);
    }

    private static Effect effect(PolicyElement element) {
        return switch (element.text()) {
            case "Allow" -> Effect.Allow;
            case "Deny" -> Effect.Deny;
            default -> throw element.invalid("must be Allow or Deny, not '" + element.text() + "'");
        };
    }

    private static List<String> principals(PolicyElement element) {
        if (element.node().isTextual()) {
            if (!element.text().equals("*")) {
                throw element.invalid("must be \"*\" or an object such as {\"AWS\": \"123456789012\"}");
            }
            return List.of("*");
        }
        return element.object(PRINCIPAL_KINDS).members().stream()
                .flatMap(PolicyStatement::principalsOfAKind)
                .toList();
    }

    private static Stream<String> principalsOfAKind(PolicyElement kind) {
        boolean aws = kind.path().endsWith(".AWS");
        return kind.oneOrMore().stream().map(aws ? PolicyStatement::awsPrincipal : PolicyElement::text);
    }

    private static String awsPrincipal(PolicyElement element) {
        if (!AWS_PRINCIPAL.matcher(element.text()).matches()) {
            throw element.invalid(
                    "must be *, an account id or the ARN of an account, role or user, not '" + element.text() + "'");
        }
        return element.text();
    }

    private static String action(PolicyElement element) {
        if (!ACTION.matcher(element.text()).matches()) {
            throw element.invalid(
                    "must be an action of kinesis, such as kinesis:PutRecord, not '" + element.text() + "'");
        }
        return element.text();
    }

    /** NotResource could only mean other resources than the one that the policy is attached to. */
    private static List<String> resources(PolicyElement statement, String resourceArn) {
        if (statement.member("NotResource").isPresent()) {
            throw statement.invalid("must name the resource that the policy is attached to, and has NotResource");
        }
        return statement.required("Resource").oneOrMore().stream()
                .map(element -> {
                    if (!PolicyPattern.matches(element.text(), resourceArn)) {
                        throw element.invalid("must match the resource that the policy is attached to, " + resourceArn
                                + ", and '" + element.text() + "' does not");
                    }
                    return element.text();
                })
                .toList();
    }

    /** Of the form operator, key, values; which operators and keys there are is not checked. */
    private static void checkCondition(PolicyElement condition) {
        for (PolicyElement operator : condition.members()) {
            for (PolicyElement key : operator.members()) {
                for (PolicyElement value : key.oneOrMore()) {
                    if (!value.node().isValueNode() || value.node().isNull()) {
                        throw value.invalid("must be a string, a number or a boolean");
                    }
                }
            }
        }
    }
}
