import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Runs Neo4j with its Bolt connector: `Neo4jServer HOME CONF PARENT`, the password of the user neo4j in NEO4J_PASSWORD. */
public class Neo4jServer {
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
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home)
            .loadPropertiesFromFile(conf)
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        Path passwordIsSet = home.resolve("password-is-set");
        if (!Files.exists(passwordIsSet)) {  // setting the same one again is refused
            service.database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", System.getenv("NEO4J_PASSWORD")));
            Files.createFile(passwordIsSet);
        }
        Files.createFile(home.resolve("ready"));
    }

    /** Ends this process when its parent has ended, however that came. */
    private static void endWith(long parent) throws InterruptedException {
        while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L) == parent) Thread.sleep(500);
        System.exit(0);
    }
}
