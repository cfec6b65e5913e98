package io.millrace.conformance.client;

import java.net.URI;

/** Where a server listens. */
public record Endpoints(URI http, URI https, String bootstrapServers) {}
