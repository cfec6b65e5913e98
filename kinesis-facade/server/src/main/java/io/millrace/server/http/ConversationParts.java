package io.millrace.server.http;

import java.time.Duration;

/** What all conversations have in common. */
record ConversationParts(Service service, Duration requestTimeout, Duration idleTimeout, DateHeader date) {}
