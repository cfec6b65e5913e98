package io.millrace.benchmarks.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.plot.Series.Point;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {

    private static final Panel PANEL = new Panel(
            "Cost < price & more",
            Axis.logarithmic("shards", 1, 10, 100),
            Axis.linear("µs", 0, 5, 10),
            List.of(
                    new Series("facade", Tone.BLUE, List.of(new Point(1, 10), new Point(100, 0))),
                    new Series("broker", Tone.ORANGE, List.of(new Point(10, 5)))));

    @Test
    void linesGoFromCornerToCornerOfTheirPanel() throws Exception {
        Document svg = parsed(Chart.of("title", "subtitle", "footer", List.of(List.of(PANEL))));

        List<Element> lines = elements(svg, "polyline");
        assertThat(lines).hasSize(2);
        double[] ends = Stream.of(lines.get(0).getAttribute("points").split("[ ,]"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        List<Element> grid = elements(svg, "line").stream()
                .filter(line -> line.getAttribute("class").equals("grid"))
                .toList();
        assertThat(ends[0]).isEqualTo(number(grid.get(0), "x1"));
        assertThat(ends[1]).isEqualTo(number(grid.get(2), "y1"));
        assertThat(ends[2]).isEqualTo(number(grid.get(0), "x2"));
        assertThat(ends[3]).isEqualTo(number(grid.get(0), "y1"));
    }

    @Test
    void everythingHasAName() throws Exception {
        Document svg = parsed(Chart.of("title", "subtitle", "footer", List.of(List.of(PANEL, PANEL), List.of(PANEL))));

        assertThat(elements(svg, "text").stream().map(Element::getTextContent))
                .contains(
                        "title",
                        "subtitle",
                        "footer",
                        "Cost < price & more",
                        "shards",
                        "µs",
                        "facade",
                        "broker",
                        "100");
        assertThat(elements(svg, "polyline")).hasSize(6);
    }

    @Test
    void darkPagesHaveColoursOfTheirOwn() {
        String svg = Chart.of("title", "subtitle", "footer", List.of(List.of(PANEL)));

        assertThat(svg.substring(svg.indexOf("prefers-color-scheme: dark")))
                .contains(".paper", ".ink", ".line.blue", ".dot.orange", ".grey");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
