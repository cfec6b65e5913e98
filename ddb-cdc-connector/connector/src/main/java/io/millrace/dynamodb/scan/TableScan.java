package io.millrace.dynamodb.scan;

import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.PageRequest;
import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.ScanPage;
import io.millrace.dynamodb.client.TableReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads rounds: one page of each segment that is not at its end, at the same time. A round is taken whole before the next is read, so whoever
 * takes it may read the stream in between and knows that no page is older than what the stream said by then, if pages are read consistently.
 */
public final class TableScan implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableScan.class);

    private final String table;
    private final TableReads reads;
    private final int pageItems;
    private final CapacityBudget budget;
    private final Duration patience;
    private final ExecutorService threads;

    /** @param patience how long refusals that pass are waited out */
    public TableScan(
            String table, TableReads reads, int segments, int pageItems, CapacityBudget budget, Duration patience) {
        this.table = table;
        this.reads = reads;
        this.pageItems = pageItems;
        this.budget = budget;
        this.patience = patience;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(segments, task -> {
            Thread thread = new Thread(task, "scan-" + table + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A segment's page. */
    public record Taken(int segment, ScanPage page) {}

    /** Pages that are being read. */
    public static final class Round {

        private final List<Future<Taken>> pages;

        private Round(List<Future<Taken>> pages) {
            this.pages = pages;
        }

        public boolean isRead() {
            return pages.stream().allMatch(Future::isDone);
        }

        /** Waits for them. */
        public List<Taken> pages() throws InterruptedException {
            List<Taken> round = new ArrayList<>();
            for (Future<Taken> page : pages) {
                round.add(done(page));
            }
            return round;
        }
    }

    /** Asks for a round, and does not wait for it. */
    public Round begin(ScanProgress progress, boolean consistent) {
        List<Future<Taken>> pages = new ArrayList<>();
        for (int segment : progress.open()) {
            PageRequest request = new PageRequest(
                    table, segment, progress.segments(), progress.after(segment), consistent, pageItems);
            pages.add(threads.submit(() -> new Taken(segment, page(request))));
        }
        return new Round(pages);
    }

    private ScanPage page(PageRequest request) throws InterruptedException {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(20), patience);
        while (true) {
            budget.await();
            try {
                ScanPage page = reads.page(request);
                budget.spent(page.capacityUnits());
                return page;
            } catch (ReadFault e) {
                Duration wait = backoff.next().orElseThrow(() -> e);
                LOG.atInfo()
                        .addKeyValue("table", request.table())
                        .addKeyValue("segment", request.segment())
                        .addKeyValue("milliseconds", wait.toMillis())
                        .addKeyValue("reason", e.getMessage())
                        .log("a page is asked for again");
                TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            }
        }
    }

    private static Taken done(Future<Taken> page) throws InterruptedException {
        try {
            return page.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
