package io.millrace.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The policy attached to a stream or a consumer: stored as it was sent, and known to be well formed. It is not enforced.
 *
 * @param document the JSON text
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM JSON policy
 *     language</a>
 */
public record ResourcePolicy(String document, List<PolicyStatement> statements) {

    static final String ROOT = "the document";

    /** Not documented for Kinesis; DynamoDB's resource policies have this limit. */
    static final int MAX_LENGTH = 20 * 1024;

    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ResourcePolicy {
        statements = List.copyOf(statements);
    }

    /**
     * Reads and checks a document.
     *
     * @param resourceArn of the stream or consumer, which every statement must be about
     * @throws AwsException an InvalidArgumentException that says where the document is wrong
     */
    public static ResourcePolicy parse(String document, String resourceArn) {
        PolicyElement policy = read(document).object(ELEMENTS);
        policy.member("Version").ifPresent(ResourcePolicy::checkVersion);
        policy.member("Id").ifPresent(PolicyElement::text);
        List<PolicyStatement> statements = policy.required("Statement").oneOrMore().stream()
                .map(statement -> PolicyStatement.parse(statement, resourceArn))
                .toList();
        checkSids(policy.required("Statement"), statements);
        return new ResourcePolicy(document, statements);
    }

    private static PolicyElement read(String document) {
        if (document.length() > MAX_LENGTH) {
            throw invalid("it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            JsonNode node = JSON.readTree(document);
            return new PolicyElement(ROOT, node);
        } catch (StreamConstraintsException e) {
            throw invalid("it is nested too deeply or has too long a number");
        } catch (JsonProcessingException e) {
            throw invalid("it is not JSON" + position(e));
        }
    }

    private static String position(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                .orElse("");
    }

    private static void checkVersion(PolicyElement version) {
        if (!VERSIONS.contains(version.text())) {
            throw version.invalid("must be 2012-10-17 or 2008-10-17, not '" + version.text() + "'");
        }
    }

    private static void checkSids(PolicyElement element, List<PolicyStatement> statements) {
        Set<String> sids = new HashSet<>();
        for (PolicyStatement statement : statements) {
            statement.sid().filter(sid -> !sids.add(sid)).ifPresent(sid -> {
                throw element.invalid("has more than one statement with the Sid '" + sid + "'");
            });
        }
    }

    private static AwsException invalid(String what) {
        return AwsError.invalidArgument("Invalid resource policy: " + what + ".")
                .asException();
    }
}
