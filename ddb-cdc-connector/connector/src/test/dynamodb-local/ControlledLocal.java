import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * DynamoDB Local over HTTP, in memory, that does what it is told on its standard input: {@code roll} rolls all shards over,
 * {@code age MILLIS} makes all records older. It ends when that input does. Started from its source, beside the jars it needs.
 */
final class ControlledLocal {

    public static void main(String[] arguments) throws Exception {
        LocalDynamoDBRequestHandler requests = new LocalDynamoDBRequestHandler(0, true, null, false, false);
        DynamoDBProxyServer server =
                new DynamoDBProxyServer(Integer.parseInt(arguments[0]), new LocalDynamoDBServerHandler(requests, "*"));
        server.start();
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            for (AmazonDynamoDBLocal database : databases(requests).values()) {
                if (line.equals("roll")) {
                    database.triggerShardRollovers();
                } else {
                    database.dilateEventTimes(Long.parseLong(line.substring("age ".length())));
                }
            }
            System.out.println("done");
        }
        Runtime.getRuntime().halt(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, AmazonDynamoDBLocal> databases(LocalDynamoDBRequestHandler requests) throws Exception {
        Field field = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
        field.setAccessible(true);
        return (Map<String, AmazonDynamoDBLocal>) field.get(requests);
    }
}
