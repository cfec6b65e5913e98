package io.millrace.firehose.delivery;

/** Where an object is. */
public record ObjectName(String bucket, String key) {

    public ObjectName {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "an object needs a bucket and a key, not \"" + bucket + "/" + key + "\"");
        }
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
