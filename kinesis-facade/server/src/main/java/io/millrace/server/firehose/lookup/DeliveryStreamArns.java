package io.millrace.server.firehose.lookup;

import io.millrace.mapping.DeliveryStreamName;

/** Amazon resource names of this account's delivery streams. */
public record DeliveryStreamArns(String region, String accountId) {

    public String of(DeliveryStreamName stream) {
        return "arn:aws:firehose:" + region + ":" + accountId + ":deliverystream/" + stream;
    }
}
