package io.millrace.dynamodb.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables, to be found and scanned. */
public interface TableReads {

    /** Empty if there is none of that name. */
    Optional<TableFacts> describe(String table);

    List<String> list();

    Map<String, String> tags(String table);

    /** @throws ReadFault that passes */
    ScanPage page(PageRequest request);
}
