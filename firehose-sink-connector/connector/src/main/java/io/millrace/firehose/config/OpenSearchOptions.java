package io.millrace.firehose.config;

import io.millrace.firehose.destination.opensearch.ClusterAccess;
import io.millrace.firehose.destination.opensearch.DocumentIdFormat;
import io.millrace.firehose.destination.opensearch.IndexRotation;
import io.millrace.firehose.destination.opensearch.OpenSearchSettings;
import io.millrace.firehose.destination.opensearch.SigningService;
import java.util.List;

/** OpenSearch, or an Elasticsearch that has its bulk API. */
final class OpenSearchOptions implements OptionGroup {

    static final String ENDPOINT = "opensearch.endpoint";
    static final String INDEX = "opensearch.index";
    static final String ROTATION = "opensearch.index.rotation";
    static final String DOCUMENT_ID = "opensearch.document.id";
    static final String USERNAME = "opensearch.username";
    static final String PASSWORD = "opensearch.password";
    static final String SIGNING = "opensearch.signing";
    static final String TYPE = "opensearch.type";

    private static final IdentityOptions IDENTITY = new IdentityOptions("opensearch.signing.");

    private static final String OPENSEARCH = "opensearch";
    private static final String NONE = "none";
    private static final String[] SERVICES = {SigningService.ES.wireName(), SigningService.AOSS.wireName()};
    private static final Choice<String> SIGNINGS = Choice.words(NONE, SERVICES[0], SERVICES[1]);
    private static final Choice<IndexRotation> ROTATIONS = Choice.of(IndexRotation.values(), IndexRotation::wireName);
    private static final Choice<DocumentIdFormat> DOCUMENT_IDS =
            Choice.of(DocumentIdFormat.values(), DocumentIdFormat::name);

    @Override
    public String name() {
        return "OpenSearch";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(ENDPOINT, "Endpoint", "Where the cluster is: scheme, host and port.")
                        .valid(Texts.HTTP_URL)
                        .when(DestinationOptions.DESTINATION, OPENSEARCH)
                        .high(),
                Option.text(
                                INDEX,
                                "Index",
                                "The index that documents go to, or with rotation what its name begins with.")
                        .when(DestinationOptions.DESTINATION, OPENSEARCH)
                        .high(),
                Option.text(
                                ROTATION,
                                "Index rotation",
                                "What of the arrival of a record, in UTC, is appended to the index's name.")
                        .defaultsTo("NoRotation")
                        .oneOf(ROTATIONS)
                        .when(DestinationOptions.DESTINATION, OPENSEARCH),
                Option.text(
                                DOCUMENT_ID,
                                "Document id",
                                "FIREHOSE_DEFAULT: made of topic, partition and offset, so that what is sent again replaces"
                                        + " itself. NO_DOCUMENT_ID: OpenSearch names documents, which is faster; some may"
                                        + " be there twice after a failure. Time series and vector collections of"
                                        + " OpenSearch Serverless take no other.")
                        .defaultsTo("FIREHOSE_DEFAULT")
                        .oneOf(DOCUMENT_IDS)
                        .when(DestinationOptions.DESTINATION, OPENSEARCH),
                Option.text(USERNAME, "User", "For basic authentication.")
                        .when(DestinationOptions.DESTINATION, OPENSEARCH),
                Option.secret(PASSWORD, "Password", "Of " + USERNAME + ".")
                        .when(DestinationOptions.DESTINATION, OPENSEARCH),
                Option.text(
                                SIGNING,
                                "Signing",
                                "Signature Version 4 for domains of Amazon OpenSearch Service (es) or collections of"
                                        + " OpenSearch Serverless (aoss), in the region of "
                                        + StreamOptions.REGION + ".")
                        .defaultsTo(NONE)
                        .oneOf(SIGNINGS)
                        .when(DestinationOptions.DESTINATION, OPENSEARCH),
                IDENTITY.accessKey().when(SIGNING, SERVICES),
                IDENTITY.secretKey().when(SIGNING, SERVICES),
                IDENTITY.sessionToken().when(SIGNING, SERVICES),
                IDENTITY.role().when(SIGNING, SERVICES),
                IDENTITY.externalId().when(SIGNING, SERVICES),
                IDENTITY.stsEndpoint().when(SIGNING, SERVICES),
                Option.text(TYPE, "Type", "The service's TypeName, which only old Elasticsearch has: must be empty.")
                        .defaultsTo("")
                        .when(DestinationOptions.DESTINATION, OPENSEARCH)
                        .low());
    }

    @Override
    public void check(Values values) {
        if (!DestinationOptions.goesTo(
                DestinationType.OPENSEARCH, ENDPOINT, "https://search.example.com:9200", values)) {
            return;
        }
        if (!values.has(INDEX)) {
            values.fault(INDEX, "it is needed with destination opensearch: write the name of an index");
            return;
        }
        if (values.has(TYPE)) {
            values.fault(TYPE, "indices have no types any more: leave it out");
        }
        IDENTITY.check(values);
        if (values.has(USERNAME) && !values.choice(SIGNING, SIGNINGS).equals(NONE)) {
            values.fault(
                    USERNAME, "requests are signed, or they have a user: leave one of " + SIGNING + " and this out");
        } else if (values.has(USERNAME) && values.password(PASSWORD).isEmpty()) {
            values.fault(PASSWORD, "it is needed with " + USERNAME + ": write both, or none");
        } else if (values.password(PASSWORD).isPresent() && !values.has(USERNAME)) {
            values.fault(USERNAME, "it is needed with " + PASSWORD + ": write both, or none");
        } else {
            values.attempt(ENDPOINT, () -> read(values));
        }
    }

    static DestinationSettings.OpenSearch read(Values values) {
        return new DestinationSettings.OpenSearch(new OpenSearchSettings(
                Texts.httpUrl(values.text(ENDPOINT).orElseThrow()),
                values.text(INDEX).orElseThrow(),
                values.choice(ROTATION, ROTATIONS),
                values.choice(DOCUMENT_ID, DOCUMENT_IDS),
                values.text(TYPE).orElse(""),
                access(values),
                BufferOptions.read(values).retry()));
    }

    private static ClusterAccess access(Values values) {
        String signing = values.choice(SIGNING, SIGNINGS);
        for (SigningService service : SigningService.values()) {
            if (service.wireName().equals(signing)) {
                return new ClusterAccess.Signature(service, StreamOptions.region(values), IDENTITY.read(values));
            }
        }
        return values.text(USERNAME)
                .<ClusterAccess>map(name -> new ClusterAccess.Login(name, values.secret(PASSWORD)))
                .orElse(ClusterAccess.OPEN);
    }
}
