package io.millrace.conformance;

import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests that ask for them the servers that all share, each started for the first and stopped after the last. */
public final class FacadeExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FacadeExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningFacade.class || type == LimitedFacade.class || type == DeliveringFacade.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == DeliveringFacade.class) {
            return shared(context, DeliveringFacade.class, type -> DeliveringFacade.start());
        }
        RunningFacade facade = shared(context, RunningFacade.class, type -> RunningFacade.start());
        return parameter.getParameter().getType() == RunningFacade.class
                ? facade
                : shared(context, LimitedFacade.class, type -> LimitedFacade.beside(facade));
    }

    private static <T> T shared(ExtensionContext context, Class<T> type, Function<Class<T>, T> start) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(type, start, type);
    }
}
