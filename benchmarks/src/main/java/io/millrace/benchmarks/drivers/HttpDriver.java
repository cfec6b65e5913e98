package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.HttpLoop;
import io.millrace.benchmarks.http.RequestSigner;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.workloads.PutLoad;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Any server of the Kinesis API, driven by the lean client. */
public final class HttpDriver implements Driver {

    private static final Duration READ_BACK = Duration.ofSeconds(120);
    private static final int SHARDS_AT_ONCE = 16;

    private final String name;
    private final KinesisEndpoint endpoint;
    private final BodyFormat format;
    private final RequestSigner signer;
    private final KinesisControl control;

    public HttpDriver(String name, KinesisEndpoint endpoint, BodyFormat format) {
        this.name = name;
        this.endpoint = endpoint;
        this.format = format;
        this.signer = endpoint.signer(format);
        this.control = endpoint.control();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SystemUnderTest system() {
        return control;
    }

    @Override
    public Ledger put(String stream, PutLoad load, Trial trial) {
        List<PutRequest> requests = PutRequest.several(stream, load, format, signer);
        Tally tally = new Tally();
        Meter meter = trial.start();
        List<PutConversation> writers = Stream.iterate(0, i -> i + 1)
                .limit(load.connections())
                .map(i -> new PutConversation(i, requests, format.scan(), meter, tally))
                .toList();
        HttpLoop.run(endpoint.addresses(), writers, trial.patience());
        return tally.ledger();
    }

    @Override
    public void read(String stream, Trial trial) {
        List<String> starts = control.trimHorizons(stream);
        Meter meter = trial.start();
        HttpLoop.run(endpoint.addresses(), readers(starts, meter, new Tally(), true), trial.patience());
    }

    @Override
    public void readHead(String stream, int readers, Trial trial) {
        String head = control.heads(stream).get(0);
        Meter meter = trial.start();
        List<HeadConversation> all = Stream.generate(() -> new HeadConversation(head, format, signer, meter))
                .limit(readers)
                .toList();
        HttpLoop.run(endpoint.addresses(), all, trial.patience());
    }

    @Override
    public Ledger readBack(String stream) {
        Tally tally = new Tally();
        List<String> starts = control.trimHorizons(stream);
        // A few shards at once: pages of megabytes for a thousand would be more than a server has to hold them.
        for (int first = 0; first < starts.size(); first += SHARDS_AT_ONCE) {
            List<String> some = starts.subList(first, Math.min(starts.size(), first + SHARDS_AT_ONCE));
            HttpLoop.run(endpoint.addresses(), readers(some, Meter.NEVER, tally, false), READ_BACK);
        }
        return tally.ledger();
    }

    private List<ReadConversation> readers(List<String> starts, Meter meter, Tally tally, boolean overAndOver) {
        return starts.stream()
                .map(start -> new ReadConversation(start, format, signer, meter, tally, overAndOver))
                .toList();
    }

    @Override
    public void close() {}
}
