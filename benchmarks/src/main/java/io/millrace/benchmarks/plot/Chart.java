package io.millrace.benchmarks.plot;

import java.util.List;
import java.util.Locale;

/** Panels in columns, as an SVG document. Colours are classes, so that a page in dark colours has others. */
public final class Chart {

    private static final int COLUMN = 400;
    private static final int ROW = 300;
    private static final int HEAD = 74;
    private static final int FOOT = 40;
    private static final int MARGIN = 20;

    private static final int LEFT = 66;
    private static final int RIGHT = 36;
    private static final int TOP = 62;
    private static final int BOTTOM = 48;

    private static final String STYLE = """
            .paper { fill: #ffffff }
            .ink { fill: #1f2328 }
            .faint { fill: #59636e }
            .grid { stroke: #d8dee4; stroke-width: 1 }
            .axis { stroke: #818b98; stroke-width: 1 }
            .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round }
            .line.blue { stroke: #0969da } .dot.blue { fill: #0969da }
            .line.orange { stroke: #bc4c00 } .dot.orange { fill: #bc4c00 }
            .line.grey { stroke: #6e7781 } .dot.grey { fill: #6e7781 }
            text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif }
            .h1 { font-size: 20px; font-weight: 600 }
            .h2 { font-size: 15px; font-weight: 600 }
            .small { font-size: 12px }
            @media (prefers-color-scheme: dark) {
              .paper { fill: #0d1117 }
              .ink { fill: #e6edf3 }
              .faint { fill: #9198a1 }
              .grid { stroke: #262c36 }
              .axis { stroke: #656c76 }
              .line.blue { stroke: #58a6ff } .dot.blue { fill: #58a6ff }
              .line.orange { stroke: #f0883e } .dot.orange { fill: #f0883e }
              .line.grey { stroke: #9198a1 } .dot.grey { fill: #9198a1 }
            }
            """;

    private final StringBuilder svg = new StringBuilder();

    private Chart() {}

    /** @param columns each from top to bottom */
    public static String of(String title, String subtitle, String footer, List<List<Panel>> columns) {
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        int width = columns.size() * COLUMN + 2 * MARGIN;
        int height = HEAD + rows * ROW + FOOT;
        Chart chart = new Chart();
        chart.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                width, height, width, height);
        chart.add("<title>%s</title>", escaped(title));
        chart.add("<style>%n%s</style>", STYLE);
        chart.add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", width, height);
        chart.text(MARGIN, 34, "h1 ink", "start", title);
        chart.text(MARGIN, 56, "small faint", "start", subtitle);
        for (int column = 0; column < columns.size(); column++) {
            for (int row = 0; row < columns.get(column).size(); row++) {
                chart.panel(columns.get(column).get(row), MARGIN + column * COLUMN, HEAD + row * ROW);
            }
        }
        chart.text(MARGIN, height - 16, "small faint", "start", footer);
        chart.add("</svg>");
        return chart.svg.toString();
    }

    private void panel(Panel panel, int left, int top) {
        add("<g transform=\"translate(%d %d)\">", left, top);
        text(0, 22, "h2 ink", "start", panel.title());
        legend(panel.series());
        panel.y().ticks().forEach(tick -> {
            double y = y(panel, tick);
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, COLUMN - RIGHT, y, y);
            text(LEFT - 8, y + 4, "small faint", "end", Axis.label(tick));
        });
        panel.x().ticks().forEach(tick -> {
            double x = x(panel, tick);
            add(
                    "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    x, x, ROW - BOTTOM, ROW - BOTTOM + 4);
            text(x, ROW - BOTTOM + 18, "small faint", "middle", Axis.label(tick));
        });
        add(
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                LEFT, COLUMN - RIGHT, ROW - BOTTOM, ROW - BOTTOM);
        text(
                (LEFT + COLUMN - RIGHT) / 2.0,
                ROW - 12,
                "small faint",
                "middle",
                panel.x().title());
        add("<g transform=\"translate(14 %.1f) rotate(-90)\">", (TOP + ROW - BOTTOM) / 2.0);
        text(0, 0, "small faint", "middle", panel.y().title());
        add("</g>");
        panel.series().forEach(series -> line(panel, series));
        add("</g>");
    }

    private void legend(List<Series> series) {
        double x = 0;
        for (int i = 0; i < series.size() && series.size() > 1; i++) {
            add(
                    "<line class=\"line %s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"42\" y2=\"42\"/>",
                    tone(series.get(i)), x + 2, x + 18);
            text(x + 25, 46, "small ink", "start", series.get(i).name());
            // Half of its size is how wide a letter of such a font is, roughly.
            x += 25 + series.get(i).name().length() * 6.4 + 16;
        }
    }

    private void line(Panel panel, Series series) {
        StringBuilder points = new StringBuilder();
        for (Series.Point point : series.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(panel, point.x()), y(panel, point.y())));
        }
        add(
                "<polyline class=\"line %s\" points=\"%s\"/>",
                tone(series), points.toString().trim());
        for (Series.Point point : series.points()) {
            add(
                    "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s: %s</title></circle>",
                    tone(series),
                    x(panel, point.x()),
                    y(panel, point.y()),
                    escaped(series.name()),
                    Axis.label(point.y()));
        }
    }

    private static String tone(Series series) {
        return series.tone().name().toLowerCase(Locale.ROOT);
    }

    private static double x(Panel panel, double value) {
        return LEFT + panel.x().place(value) * (COLUMN - RIGHT - LEFT);
    }

    private static double y(Panel panel, double value) {
        return ROW - BOTTOM - panel.y().place(value) * (ROW - BOTTOM - TOP);
    }

    private void text(double x, double y, String style, String anchor, String content) {
        add(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style, x, y, anchor, escaped(content));
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
