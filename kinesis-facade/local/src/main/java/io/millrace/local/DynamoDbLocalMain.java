package io.millrace.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * DynamoDB Local's own command, in a JVM that ends when its standard input does: so it does not outlive whoever started it, however that ended. It is
 * named, and not compiled against, since it is Amazon's and no part of this.
 */
final class DynamoDbLocalMain {

    private static final String COMMAND = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private DynamoDbLocalMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException {
        Thread watch = new Thread(DynamoDbLocalMain::endWithInput, "end-with-input");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(COMMAND).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes to it.
            }
        } catch (IOException e) {
            // That is an end too.
        }
        Runtime.getRuntime().halt(0);
    }
}
