package io.millrace.dynamodb.scan;

import io.millrace.dynamodb.scan.TableScan.Taken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One round of a scan that goes on beside the stream. It is open from before its pages are asked for until they are written, and strikes out each
 * item whose change was written meanwhile. What is left was read after the last change of it that was written, so it is not older; what was
 * struck out has its newest state in the stream. This holds whenever it is closed, however far the stream lags; the later, the fewer items are
 * newer than the change that follows.
 */
public final class PageWindow {

    private final int remembered;
    private final UnaryOperator<Map<String, AttributeValue>> keysOf;
    private final Set<Map<String, AttributeValue>> changed = new HashSet<>();
    private final List<Page> pages = new ArrayList<>();
    private boolean read;
    private boolean spoiled;

    /**
     * @param remembered how many changed keys are held in memory until the pages are there
     * @param keysOf the key's attributes of an item
     */
    public PageWindow(int remembered, UnaryOperator<Map<String, AttributeValue>> keysOf) {
        this.remembered = remembered;
        this.keysOf = keysOf;
    }

    /** A segment's page: what did not change, by its key, in the order of the page. */
    public record Page(
            int segment,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items,
            Optional<Map<String, AttributeValue>> last) {}

    /** A change of this item is written now. */
    public void changed(Map<String, AttributeValue> keys) {
        if (read) {
            pages.forEach(page -> page.items().remove(keys));
        } else if (changed.size() < remembered) {
            changed.add(keys);
        } else {
            spoiled = true;
        }
    }

    /** The pages are there. */
    public void read(List<Taken> round) {
        for (Taken taken : round) {
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
            for (Map<String, AttributeValue> item : taken.page().items()) {
                Map<String, AttributeValue> keys = keysOf.apply(item);
                if (!changed.contains(keys)) {
                    items.put(keys, item);
                }
            }
            pages.add(new Page(taken.segment(), items, taken.page().last()));
        }
        read = true;
        changed.clear();
    }

    public boolean isRead() {
        return read;
    }

    /** More changed than is remembered: the round is to be read again. */
    public boolean isSpoiled() {
        return spoiled;
    }

    public List<Page> pages() {
        return List.copyOf(pages);
    }
}
