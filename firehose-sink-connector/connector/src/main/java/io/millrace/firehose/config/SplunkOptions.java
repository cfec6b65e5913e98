package io.millrace.firehose.config;

import io.millrace.firehose.destination.splunk.HecEndpointType;
import io.millrace.firehose.destination.splunk.SplunkSettings;
import java.util.List;

/** Splunk's HTTP event collector. */
final class SplunkOptions implements OptionGroup {

    static final String ENDPOINT = "splunk.endpoint";
    static final String ENDPOINT_TYPE = "splunk.endpoint.type";
    static final String TOKEN = "splunk.token";
    static final String ACK_TIMEOUT = "splunk.ack.timeout.seconds";

    private static final String SPLUNK = "splunk";
    private static final Choice<HecEndpointType> TYPES =
            Choice.of(HecEndpointType.values(), type -> type == HecEndpointType.RAW ? "Raw" : "Event");

    @Override
    public String name() {
        return "Splunk";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(ENDPOINT, "Endpoint", "Where the HTTP event collector is: scheme, host and port.")
                        .valid(Texts.HTTP_URL)
                        .when(DestinationOptions.DESTINATION, SPLUNK)
                        .high(),
                Option.text(
                                ENDPOINT_TYPE,
                                "Endpoint type",
                                "Raw: the collector breaks bytes into events by its own rules. Event: records are JSON"
                                        + " objects, each an event with its metadata.")
                        .defaultsTo("Raw")
                        .oneOf(TYPES)
                        .when(DestinationOptions.DESTINATION, SPLUNK),
                Option.secret(TOKEN, "Token", "The collector's token, whose indexer acknowledgement must be enabled.")
                        .when(DestinationOptions.DESTINATION, SPLUNK)
                        .high(),
                Option.whole(
                                ACK_TIMEOUT,
                                "Acknowledgement timeout (s)",
                                "How long an acknowledgement is waited for before records are sent again.")
                        .defaultsTo(180)
                        .within(180, 600)
                        .when(DestinationOptions.DESTINATION, SPLUNK)
                        .low());
    }

    @Override
    public void check(Values values) {
        if (!DestinationOptions.goesTo(DestinationType.SPLUNK, ENDPOINT, "https://splunk.example.com:8088", values)) {
            return;
        }
        if (values.password(TOKEN).isEmpty()) {
            values.fault(TOKEN, "it is needed with destination splunk: write the token of the collector");
        } else {
            values.attempt(ENDPOINT, () -> read(values));
        }
    }

    static DestinationSettings.Splunk read(Values values) {
        return new DestinationSettings.Splunk(new SplunkSettings(
                Texts.httpUrl(values.text(ENDPOINT).orElseThrow()),
                values.choice(ENDPOINT_TYPE, TYPES),
                values.secret(TOKEN),
                values.seconds(ACK_TIMEOUT),
                BufferOptions.read(values).retry(),
                values.integer(MemoryOptions.UPLOAD_THREADS)));
    }
}
