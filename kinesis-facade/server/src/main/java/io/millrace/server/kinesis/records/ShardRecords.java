package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.server.kafka.RecordForm;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.kafka.tail.TailRecords;
import io.millrace.server.wire.EncodedList;
import io.millrace.server.wire.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Stored records as those of a shard. They are encoded as they lie: a {@link Record} is made of one only when somebody looks at it. */
final class ShardRecords extends AbstractList<Record> implements EncodedList, RandomAccess {

    private final Shard shard;
    private final List<StoredRecord> stored;

    ShardRecords(Shard shard, List<StoredRecord> stored) {
        this.shard = shard;
        this.stored = stored;
    }

    @Override
    public Record get(int index) {
        return Record.of(shard, stored.get(index));
    }

    @Override
    public int size() {
        return stored.size();
    }

    @Override
    public void writeElements(WireFormat format, OutputStream out) throws IOException {
        RecordForm form = format.isBinary() ? new CborRecords(shard, format) : new JsonRecords(shard);
        if (stored instanceof TailRecords shared) {
            shared.write(form, out);
            return;
        }
        boolean first = true;
        for (StoredRecord record : stored) {
            form.write(record, first, out);
            first = false;
        }
    }
}
