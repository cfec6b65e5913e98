package io.millrace.server.firehose.connector;

import io.millrace.server.firehose.destination.HttpEndpointDestinationConfiguration;
import io.millrace.server.firehose.destination.HttpEndpointRequestConfiguration;
import io.millrace.server.firehose.destination.HttpEndpointS3BackupMode;
import io.millrace.server.operation.AwsError;
import java.util.List;

/** Requests to an HTTP endpoint. */
record HttpEndpointProperties(S3Properties s3, ProcessorProperties processors) {

    void add(HttpEndpointDestinationConfiguration endpoint, Properties properties) {
        Secrets.refuse(endpoint.secretsManagerConfiguration());
        properties
                .put("destination", "http")
                .put("http.url", endpoint.endpointConfiguration().url())
                .put("http.name", endpoint.endpointConfiguration().name())
                .put("http.access.key", endpoint.endpointConfiguration().accessKey());
        endpoint.requestConfiguration()
                .ifPresent(request -> properties
                        .put("http.content.encoding", request.contentEncoding())
                        .put(
                                "http.common.attributes",
                                request.commonAttributes().map(HttpEndpointProperties::attributes)));
        Hints.add(endpoint.bufferingHints(), properties);
        Hints.addRetries(endpoint.retryOptions(), properties);
        s3.add(endpoint.s3Configuration(), properties);
        properties.put(
                "backup.mode",
                endpoint.s3BackupMode().map(mode -> mode == HttpEndpointS3BackupMode.AllData ? "all" : "failed"));
        processors.add(endpoint.processingConfiguration(), false, properties);
    }

    private static String attributes(List<HttpEndpointRequestConfiguration.CommonAttribute> attributes) {
        attributes.stream()
                .filter(each -> each.attributeName().contains("="))
                .findFirst()
                .ifPresent(each -> {
                    throw AwsError.invalidArgument("An equals sign in the name of a common attribute is not supported.")
                            .asException();
                });
        return Lists.joined(
                "CommonAttributes",
                attributes.stream()
                        .map(each -> each.attributeName() + "=" + each.attributeValue())
                        .toList());
    }
}
