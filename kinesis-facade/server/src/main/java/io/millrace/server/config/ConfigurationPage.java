package io.millrace.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code docs/configuration.md} from {@code defaults.yaml}, so that the page cannot tell other defaults than the server has. */
public final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            One YAML file (`--config FILE`) holds what differs from the defaults; a setting that is not known stops the start.
            Sizes are written as `512`, `64KiB`, `16MiB`, `1GiB` or, of the heap, `25%`; durations as `250ms`, `30s`, `5m`, `24h`
            or `PT5M`. An empty value means "none".

            This page is made from `defaults.yaml` by `io.millrace.server.config.ConfigurationPage`: change it there.
            """;

    private ConfigurationPage() {}

    /** Takes the file to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), render(ConfigSource.defaultsText()));
    }

    static String render(String defaults) {
        StringBuilder page = new StringBuilder(HEAD);
        List<String> comment = new ArrayList<>();
        String room = "";
        String group = "";
        for (String line : defaults.lines().toList()) {
            String text = line.strip();
            if (text.startsWith("#")) {
                comment.add(text.substring(1).strip());
            } else if (text.isEmpty()) {
                comment.clear();
            } else if (!line.startsWith(" ")) {
                room = text.substring(0, text.length() - 1);
                page.append("\n## ").append(room).append("\n\n| Setting | Default | What it is |\n|---|---|---|\n");
            } else if (text.endsWith(":")) {
                group = text.substring(0, text.length() - 1) + ".";
                comment.clear();
            } else {
                group = line.startsWith("    ") ? group : "";
                int colon = text.indexOf(':');
                String value = text.substring(colon + 1).strip();
                page.append("| `")
                        .append(room)
                        .append('.')
                        .append(group)
                        .append(text, 0, colon)
                        .append("` | ");
                page.append(value.equals("\"\"") ? "none" : "`" + value + "`");
                page.append(" | ").append(String.join(" ", comment)).append(" |\n");
                comment.clear();
            }
        }
        return page.toString();
    }
}
