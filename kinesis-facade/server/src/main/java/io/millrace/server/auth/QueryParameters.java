package io.millrace.server.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of a query string, in the encoding that signatures use.
 *
 * @param parameters in the order sent
 */
record QueryParameters(List<Parameter> parameters) {

    private static final QueryParameters NONE = new QueryParameters(List.of());
    private static final Comparator<Parameter> CANONICAL_ORDER =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    /** A name and a value as {@link UriEncoding} writes them; without an equals sign the value is empty. */
    record Parameter(String name, String value) {

        static Parameter parse(String raw) {
            int equals = raw.indexOf('=');
            return equals < 0
                    ? new Parameter(UriEncoding.reencode(raw), "")
                    : new Parameter(
                            UriEncoding.reencode(raw.substring(0, equals)),
                            UriEncoding.reencode(raw.substring(equals + 1)));
        }
    }

    static QueryParameters parse(String query) {
        if (query.isEmpty()) {
            return NONE;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String raw : query.split("&", -1)) {
            if (!raw.isEmpty()) {
                parameters.add(Parameter.parse(raw));
            }
        }
        return new QueryParameters(parameters);
    }

    boolean contains(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** The decoded value of the first parameter of that name, which must be one that needs no encoding. */
    Optional<String> value(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .map(parameter -> UriEncoding.decode(parameter.value()));
    }

    QueryParameters without(String name) {
        return new QueryParameters(parameters.stream()
                .filter(parameter -> !parameter.name().equals(name))
                .toList());
    }

    /** The CanonicalQueryString: sorted by name, then by value, of the encoded text. */
    String canonical() {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.stream()
                .sorted(CANONICAL_ORDER)
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
