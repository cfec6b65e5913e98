package io.millrace.server.firehose.destination;

import java.util.Map;

/** A structure's member for a bucket has another name where a destination is made, updated, and described. */
final class Members {

    static final String BUCKET = "S3Configuration";
    static final String BACKUP = "S3BackupConfiguration";

    /** The names in updates, and those in configurations. */
    static final Map<String, String> OF_UPDATES = Map.of("S3Update", BUCKET, "S3BackupUpdate", BACKUP);

    /** The names in configurations, and those in descriptions. */
    static final Map<String, String> OF_DESCRIPTIONS = Map.of(
            BUCKET,
            "S3DestinationDescription",
            BACKUP,
            "S3BackupDescription",
            "VpcConfiguration",
            "VpcConfigurationDescription");

    private Members() {}
}
