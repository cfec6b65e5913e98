package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.operation.AwsException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePolicyTest {

    private static final String STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
    private static final String CONSUMER = STREAM + "/consumer/billing:1700000000";

    @Test
    void aPolicyAsInTheGuideIsAccepted() {
        String document = """
                {
                  "Version": "2012-10-17",
                  "Id": "sharing",
                  "Statement": [{
                    "Sid": "writers",
                    "Effect": "Allow",
                    "Principal": {"AWS": ["210987654321", "arn:aws:iam::210987654321:role/writer"]},
                    "Action": ["kinesis:DescribeStreamSummary", "kinesis:ListShards", "kinesis:Put*"],
                    "Resource": "arn:aws:kinesis:us-east-1:123456789012:stream/orders",
                    "Condition": {"Bool": {"aws:SecureTransport": true}, "StringLike": {"aws:x": ["a", "b"]}}
                  }, {
                    "Effect": "Deny",
                    "Principal": "*",
                    "NotAction": "kinesis:*",
                    "Resource": ["*", "arn:aws:kinesis:*:123456789012:stream/o?ders"]
                  }]
                }""";

        ResourcePolicy policy = ResourcePolicy.parse(document, STREAM);

        assertThat(policy.document()).isEqualTo(document);
        assertThat(policy.statements())
                .extracting(PolicyStatement::effect)
                .containsExactly(PolicyStatement.Effect.Allow, PolicyStatement.Effect.Deny);
        assertThat(policy.statements().get(0).principals())
                .containsExactly("210987654321", "arn:aws:iam::210987654321:role/writer");
        assertThat(policy.statements().get(0).actions()).hasSize(3);
        assertThat(policy.statements().get(1).resources()).hasSize(2);
    }

    @Test
    void oneStatementNeedsNoArray() {
        assertThat(ResourcePolicy.parse(document(statement("Allow", "\"*\"", "\"kinesis:GetRecords\"", STREAM)), STREAM)
                        .statements())
                .hasSize(1);
    }

    @Test
    void aConsumersPolicyIsAboutTheConsumer() {
        String statement = statement("Allow", "{\"AWS\":\"*\"}", "\"kinesis:SubscribeToShard\"", CONSUMER);

        assertThat(ResourcePolicy.parse(document(statement), CONSUMER).statements())
                .hasSize(1);
        assertRefused(
                document(statement),
                "Statement.Resource must match the resource that the policy is attached to, " + STREAM + ", and '"
                        + CONSUMER + "' does not.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\":\"210987654321\"}",
                "{\"AWS\":[\"arn:aws-cn:iam::210987654321:root\",\"AROAEXAMPLE0123456789\"]}",
                "{\"AWS\":\"arn:aws:sts::210987654321:assumed-role/r/s\"}",
                "{\"Service\":\"lambda.amazonaws.com\",\"AWS\":\"*\"}",
                "{\"Federated\":\"accounts.google.com\"}"
            })
    void principalsMayBeOfAnyKind(String principal) {
        assertThat(ResourcePolicy.parse(
                                document(statement("Allow", principal, "\"kinesis:PutRecord\"", STREAM)), STREAM)
                        .statements())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                     | the document must be an object.",
                "null                   | the document must be an object.",
                "[]                     | the document must be an object.",
                "\"Statement\"          | the document must be an object.",
                "{}                     | the document must have an element Statement.",
                "{                      | it is not JSON (line 1, column 2).",
                "{} {}                  | it is not JSON (line 1, column 4).",
                "{'Id':'a','Id':'b'}    | it is not JSON (line 1, column 15).",
                "{'Policy':1}           | the document has an unknown element 'Policy'.",
                "{'Version':'2012-10-18','Statement':{}} | Version must be 2012-10-17 or 2008-10-17, not '2012-10-18'.",
                "{'Version':1,'Statement':{}} | Version must be a string that is not empty.",
                "{'Statement':[]}       | Statement must not be empty.",
                "{'Statement':'x'}      | Statement must be an object.",
                "{'Statement':[{},1]}   | Statement[0] must have an element Effect.",
            })
    void aDocumentOfAnotherFormIsRefused(String document, String message) {
        assertRefused(document.replace('\'', '"'), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "allow | '*' | 'kinesis:PutRecord' | Statement.Effect must be Allow or Deny, not 'allow'.",
                "Allow | 'x' | 'kinesis:PutRecord' | Statement.Principal must be \"*\" or an object such as"
                        + " {\"AWS\": \"123456789012\"}.",
                "Allow | {} | 'kinesis:PutRecord' | Statement.Principal must be an object that is not empty.",
                "Allow | {'User':'*'} | 'kinesis:PutRecord' | Statement.Principal has an unknown element 'User'.",
                "Allow | {'AWS':[]} | 'kinesis:PutRecord' | Statement.Principal.AWS must not be empty.",
                "Allow | {'AWS':['*','1234']} | 'kinesis:PutRecord' | Statement.Principal.AWS[1] must be *, an account id"
                        + " or the ARN of an account, role or user, not '1234'.",
                "Allow | {'AWS':{}} | 'kinesis:PutRecord' | Statement.Principal.AWS must be a string that is not empty.",
                "Allow | '*' | 's3:GetObject' | Statement.Action must be an action of kinesis, such as kinesis:PutRecord,"
                        + " not 's3:GetObject'.",
                "Allow | '*' | ['kinesis:PutRecord','PutRecord'] | Statement.Action[1] must be an action of kinesis, such"
                        + " as kinesis:PutRecord, not 'PutRecord'.",
                "Allow | '*' | 7 | Statement.Action must be a string that is not empty.",
                "Allow | '*' | [] | Statement.Action must not be empty.",
            })
    void aStatementOfAnotherFormIsRefused(String effect, String principal, String action, String message) {
        assertRefused(
                document(statement(effect, principal.replace('\'', '"'), action.replace('\'', '"'), STREAM)), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kinesis:us-east-1:123456789012:stream/other",
                "arn:aws:kinesis:us-east-1:123456789012:stream/orders/*",
                "arn:aws:kinesis:us-east-1:123456789012:stream/ORDERS",
                "arn:aws:s3:::*",
                "orders"
            })
    void aStatementAboutAnotherResourceIsRefused(String resource) {
        assertRefused(
                document(statement("Allow", "\"*\"", "\"kinesis:PutRecord\"", resource)),
                "Statement.Resource must match the resource that the policy is attached to, " + STREAM + ", and '"
                        + resource + "' does not.");
    }

    @Test
    void elementsThatExcludeEachOtherAreRefused() {
        String statement = statement("Allow", "\"*\"", "\"kinesis:PutRecord\"", STREAM);

        assertRefused(
                document(with(statement, "\"NotPrincipal\":\"*\"")),
                "Statement must have either Principal or NotPrincipal.");
        assertRefused(
                document(with(statement, "\"NotAction\":\"*\"")), "Statement must have either Action or NotAction.");
        assertRefused(
                document(with(statement, "\"NotResource\":\"*\"")),
                "Statement must name the resource that the policy is attached to, and has NotResource.");
        assertRefused(document(with(statement, "\"Actions\":1")), "Statement has an unknown element 'Actions'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Statement.Condition must be an object that is not empty.",
                "[] | Statement.Condition must be an object that is not empty.",
                "{'Bool':{}} | Statement.Condition.Bool must be an object that is not empty.",
                "{'Bool':{'a':null}} | Statement.Condition.Bool.a must be a string, a number or a boolean.",
                "{'Bool':{'a':[1,{}]}} | Statement.Condition.Bool.a[1] must be a string, a number or a boolean.",
            })
    void aConditionOfAnotherFormIsRefused(String condition, String message) {
        String statement = statement("Allow", "\"*\"", "\"kinesis:PutRecord\"", STREAM);

        assertRefused(document(with(statement, "\"Condition\":" + condition.replace('\'', '"'))), message);
    }

    @Test
    void statementsNeedTheirOwnSids() {
        String statement = with(statement("Allow", "\"*\"", "\"kinesis:PutRecord\"", STREAM), "\"Sid\":\"a\"");

        assertRefused(
                document("[" + statement + "," + statement + "]"),
                "Statement has more than one statement with the Sid 'a'.");
    }

    @Test
    void aDocumentBeyondTheLimitIsRefused() {
        assertRefused(" ".repeat(20 * 1024 + 1), "it is longer than 20480 characters.");
    }

    @Test
    void aDeepDocumentIsRefused() {
        assertRefused("[".repeat(20_000), "it is nested too deeply or has too long a number.");
    }

    @Property
    void whateverTheDocumentNothingElseIsThrown(@ForAll("documents") String document) {
        try {
            assertThat(ResourcePolicy.parse(document, STREAM).document()).isEqualTo(document);
        } catch (AwsException e) {
            assertThat(e.error().code()).isEqualTo("InvalidArgumentException");
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> pieces = Arbitraries.of(List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"*\"",
                "\"Statement\"",
                "\"Effect\"",
                "\"Allow\"",
                "\"Principal\"",
                "\"AWS\"",
                "\"Action\"",
                "\"kinesis:*\"",
                "\"Resource\"",
                "\"Condition\"",
                "null",
                "1e999",
                "true"));
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                pieces.list().ofMaxSize(30).map(list -> String.join("", list)),
                Arbitraries.of("{}", "[]", "1", "\"\"", "null", "{\"a\":[]}", "{\"AWS\":[[]]}")
                        .list()
                        .ofSize(5)
                        .map(v -> document("{\"Effect\":" + v.get(0) + ",\"Principal\":" + v.get(1) + ",\"Action\":"
                                + v.get(2) + ",\"Resource\":" + v.get(3) + ",\"Condition\":" + v.get(4) + "}")));
    }

    private static String document(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
    }

    private static String statement(String effect, String principal, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal + ",\"Action\":" + action
                + ",\"Resource\":\"" + resource + "\"}";
    }

    private static String with(String statement, String member) {
        return statement.substring(0, statement.length() - 1) + "," + member + "}";
    }

    private static void assertRefused(String document, String message) {
        assertThatThrownBy(() -> ResourcePolicy.parse(document, STREAM))
                .isInstanceOf(AwsException.class)
                .hasMessage("InvalidArgumentException: Invalid resource policy: " + message);
    }
}
