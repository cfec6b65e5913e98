package io.millrace.firehose.delivery;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one file visible. It may be done any number of times, by anybody. The files of a unit do not wait for each other: a pool may take their
 * steps, each file's one after the other.
 */
public final class Showing {

    /**
     * No lifecycle rule aborts an upload sooner than a day after it was begun; an hour is left for slow answers.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html">Incomplete uploads</a>
     */
    static final Duration UPLOADS_LAST = Duration.ofHours(23);

    private static final Logger LOG = LoggerFactory.getLogger(Showing.class);

    private final ObjectStore store;
    private final Head head;
    private final PendingFile file;
    private final MissingObjects missing;
    private volatile boolean uploadGone;
    private volatile boolean done;

    Showing(ObjectStore store, Head head, PendingFile file, MissingObjects missing) {
        this.store = store;
        this.head = head;
        this.file = file;
        this.missing = missing;
    }

    public boolean isDone() {
        return done;
    }

    /** Makes one request. */
    public void step() throws NoAnswerException {
        if (uploadGone) {
            ObjectStore.Presence presence = store.look(file.name());
            if (!presence.there()) {
                judge(presence.at());
            }
            done = true;
        } else if (store.completeUpload(file.name(), file.uploadId(), file.parts())) {
            done = true;
        } else {
            uploadGone = true;
        }
    }

    /** The object was taken away after somebody showed it, or it never was: only a young upload tells the one from the other. */
    private void judge(Instant now) {
        boolean young = Duration.between(file.begun(), now).compareTo(UPLOADS_LAST) < 0;
        if (!young && missing == MissingObjects.STOP) {
            throw new HeadException(
                    "Nobody knows whether " + file.records() + " records of " + head.topic() + "-" + head.partition()
                            + " were delivered (" + head.unit() + "): the upload of " + file.name() + " was begun at "
                            + file.begun()
                            + ", is gone, and there is no such object. Either the object was delivered and then taken away, or the store has aborted"
                            + " the upload. Look into it; then go on with " + MissingObjects.SETTING
                            + "=accept, or reset the offset to "
                            + head.unit().from() + " to deliver them again");
        }
        LOG.warn(
                "{} of {} is not there any more; it was shown before, and taken away{}",
                file.name(),
                head,
                young ? "" : ", or " + MissingObjects.SETTING + "=accept says so");
    }
}
