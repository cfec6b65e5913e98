package io.millrace.firehose.config;

import io.millrace.firehose.destination.http.ContentEncoding;
import io.millrace.firehose.destination.http.HttpEndpointSettings;
import java.util.List;
import org.apache.kafka.common.config.types.Password;

/** An HTTP endpoint. */
final class HttpOptions implements OptionGroup {

    static final String URL = "http.url";
    static final String NAME = "http.name";
    static final String ACCESS_KEY = "http.access.key";
    static final String COMMON_ATTRIBUTES = "http.common.attributes";
    static final String CONTENT_ENCODING = "http.content.encoding";

    private static final String HTTP = "http";
    private static final Choice<ContentEncoding> ENCODINGS = Choice.of(ContentEncoding.values(), ContentEncoding::name);

    @Override
    public String name() {
        return "HTTP endpoint";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(URL, "URL", "Where requests with the service's format are posted to.")
                        .valid(Texts.HTTP_URL)
                        .when(DestinationOptions.DESTINATION, HTTP)
                        .high(),
                Option.text(NAME, "Name", "What the endpoint is called, for people.")
                        .defaultsTo("")
                        .when(DestinationOptions.DESTINATION, HTTP)
                        .low(),
                Option.secret(ACCESS_KEY, "Access key", "Sent as X-Amz-Firehose-Access-Key.")
                        .when(DestinationOptions.DESTINATION, HTTP),
                Option.list(
                                COMMON_ATTRIBUTES,
                                "Common attributes",
                                "Sent with every request as X-Amz-Firehose-Common-Attributes: name=value,name=value, at most"
                                        + " 50.")
                        .defaultsTo(List.of())
                        .valid(new Pairs())
                        .when(DestinationOptions.DESTINATION, HTTP)
                        .low(),
                Option.text(CONTENT_ENCODING, "Content encoding", "How the bodies of requests are sent.")
                        .defaultsTo("NONE")
                        .oneOf(ENCODINGS)
                        .when(DestinationOptions.DESTINATION, HTTP));
    }

    @Override
    public void check(Values values) {
        if (DestinationOptions.goesTo(DestinationType.HTTP, URL, "https://collector.example.com/firehose", values)) {
            values.attempt(URL, () -> read(values));
        }
    }

    static DestinationSettings.Http read(Values values) {
        return new DestinationSettings.Http(new HttpEndpointSettings(
                Texts.httpUrl(values.text(URL).orElseThrow()),
                values.text(NAME).orElse(""),
                values.password(ACCESS_KEY).map(Password::value),
                Texts.pairs(values.list(COMMON_ATTRIBUTES)),
                values.choice(CONTENT_ENCODING, ENCODINGS),
                StreamOptions.read(values).envelope().deliveryStreamArn(),
                BufferOptions.read(values).retry(),
                values.integer(MemoryOptions.UPLOAD_THREADS)));
    }
}
