import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/// Prepares what `scripts/convscope` starts from: the JDK of the build, a cache of loaded classes
/// for commands that count, and a stamp with the time at which the build began.
///
/// Usage: `java PrepareLaunch.java TARGET BUILD_START`
public class PrepareLaunch {
    public static void main(String[] args) throws Exception {
        var target = Path.of(args[0]);
        var launch = Files.createDirectories(target.resolve("launch"));
        Files.writeString(launch.resolve("java-home"), System.getProperty("java.home") + "\n");
        train(target, launch.resolve("convscope.aot"));
        var stamp = launch.resolve("stamp");
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse(args[1])));
    }

    /// Class path, collector and module flags must be those of the launcher, or the cache is
    /// ignored; the launcher's test starts it where that would be an error.
    private static void train(Path target, Path cache) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:AOTCacheOutput=" + cache,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Dpicocli.disable.closures=true",
                        "-cp",
                        target.resolve("convscope.jar") + ":" + target.resolve("lib") + "/*",
                        "dev.convscope.cli.Rehearsal");
        var log = target.resolve("launch/training.log").toFile();
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start()
                        .waitFor();
        // Everything works without the cache, only slower.
        if (exit != 0) System.err.println("no start-up cache: see " + log);
    }
}
