import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** Runs one OpenSearch node: `OpenSearchNode HOME SETTINGS PARENT`. */
public class OpenSearchNode {
    public static void main(String[] arguments) throws Exception {
        try {
            serve(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (Exception error) {  // threads that were started would keep the process up
            error.printStackTrace();
            System.exit(1);
        }
        endWith(Long.parseLong(arguments[2]));
    }

    private static void serve(Path home, Path conf) throws Exception {
        Properties settings = new Properties();
        try (var lines = Files.newBufferedReader(conf)) { settings.load(lines); }
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(-1);  // the port is as the settings say, never the next free one
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner)));
        runner.onBuild((number, builder) -> settings.forEach((name, value) -> builder.put((String) name, (String) value)))
            .build(OpenSearchRunner.newConfigs().basePath(home.toString()).numOfNode(1).useLogger());
        Files.createFile(home.resolve("ready"));
    }

    private static void close(OpenSearchRunner runner) {
        try { runner.close(); } catch (Exception error) { error.printStackTrace(); }
    }

    /** Ends this process when its parent has ended, however that came. */
    private static void endWith(long parent) throws InterruptedException {
        while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L) == parent) Thread.sleep(500);
        System.exit(0);
    }
}
