package io.millrace.conformance.themes;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.client.Client;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a theme once with each {@link Client}, which its constructor takes first, and the server second. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@EnumSource(Client.class)
@ExtendWith(FacadeExtension.class)
@interface EveryClient {}
