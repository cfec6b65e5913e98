package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** Finds the method of the AWS SDK for Java that carries out an operation of the model, and calls it. */
final class JavaCalls {

    private static final String MODEL = "software.amazon.awssdk.services.kinesis.model.";

    private JavaCalls() {}

    static Object invoke(Class<?> clientType, Object client, String operation, ObjectNode json) {
        try {
            Class<?> requestType = Class.forName(MODEL + operation + "Request");
            Object request =
                    SdkShapes.build((SdkPojo) requestType.getMethod("builder").invoke(null), json);
            String name = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
            Method method = clientType.getMethod(name, requestType);
            return method.invoke(client, request);
        } catch (InvocationTargetException e) {
            throw raised(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ClientCannot("AWS SDK for Java", operation);
        }
    }

    /** The neutral form of what the SDK threw. */
    static RuntimeException raised(Throwable thrown) {
        if (thrown instanceof KinesisException error) {
            AwsErrorDetails details = error.awsErrorDetails();
            return new ServiceError(details.errorCode(), error.getClass().getSimpleName(), details.errorMessage());
        }
        if (thrown instanceof SdkClientException e) {
            return e;
        }
        return new IllegalStateException(thrown);
    }
}
