package io.millrace.benchmarks.plot;

/** A colour that can be told from the others on light and on dark, also by those who see few colours. */
public enum Tone {
    BLUE,
    ORANGE,
    GREY
}
