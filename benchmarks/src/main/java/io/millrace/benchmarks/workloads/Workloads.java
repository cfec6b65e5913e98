package io.millrace.benchmarks.workloads;

import java.util.List;
import java.util.Set;

/** The table of contents. */
public final class Workloads {

    private static final int KIB = 1024;
    private static final Set<String> ALL =
            Set.of("direct-kafka", "millrace-json", "millrace-cbor", "millrace-sdk", "kinesalite");
    private static final Set<String> LEAN = Set.of("direct-kafka", "millrace-json", "millrace-cbor", "kinesalite");

    private Workloads() {}

    public static List<Workload> all(String runId, int shards) {
        return List.of(
                new PutWorkload(
                        "put-records-1k",
                        "PutRecords, 500 x 1 KiB, 16 connections",
                        new PutLoad(500, KIB, 16),
                        shards,
                        ALL),
                new PutWorkload(
                        "put-records-100b",
                        "PutRecords, 500 x 100 B, 16 connections",
                        new PutLoad(500, 100, 16),
                        shards,
                        LEAN),
                new PutWorkload(
                        "put-record-16", "PutRecord, 1 KiB, 16 connections", new PutLoad(1, KIB, 16), shards, ALL),
                new PutWorkload(
                        "put-record-64", "PutRecord, 1 KiB, 64 connections", new PutLoad(1, KIB, 64), shards, LEAN),
                new ReadWorkload(runId, shards),
                new HeadWorkload(50),
                new PushWorkload(
                        "subscribe-latency", "SubscribeToShard, 1 KiB, from PutRecord acknowledged to pushed", KIB));
    }
}
