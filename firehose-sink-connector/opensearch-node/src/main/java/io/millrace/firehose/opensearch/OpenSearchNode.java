package io.millrace.firehose.opensearch;

import java.io.IOException;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.http.HttpInfo;

/** A node that writes its address to the standard output, and lives until its standard input ends. */
public final class OpenSearchNode {

    private OpenSearchNode() {}

    /** @param args the folder for its data */
    public static void main(String[] args) throws IOException {
        var runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
                    settings.put("discovery.type", "single-node");
                    settings.put("http.port", "0");
                    settings.put("transport.port", "0");
                })
                .build(OpenSearchRunner.newConfigs()
                        .clusterName("millrace")
                        .numOfNode(1)
                        .basePath(args[0])
                        .disableESLogger());
        var http = runner.client()
                .admin()
                .cluster()
                .prepareNodesInfo()
                .get()
                .getNodes()
                .get(0)
                .getInfo(HttpInfo.class);
        System.out.println("listening " + http.getAddress().publishAddress());
        while (System.in.read() >= 0) {
            // whoever started it is there
        }
        runner.close();
    }
}
