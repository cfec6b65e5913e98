package io.millrace.firehose;

import java.util.Objects;

/** The connector's, from its jar. */
final class Version {

    static final String TEXT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");

    private Version() {}
}
