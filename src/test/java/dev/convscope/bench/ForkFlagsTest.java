package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Timeout(60)
class ForkFlagsTest {
    @TempDir Path folder;

    /// A real JVM with these flags, asked what it is.
    @Test
    void giveAForkWithTheVectorModuleC2AndNothingElse() throws Exception {
        Path errors = folder.resolve("errors");
        Process fork =
                ChildJvm.start(
                        new ForkFlags(96 << 20).all(),
                        ChildJvm.ownClassPath(),
                        ForkFacts.class.getName(),
                        List.of(),
                        errors);
        String facts = new String(fork.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(fork.waitFor()).isZero();
        assertThat(facts)
                .isEqualTo(
                        """
                        vector module: true
                        TieredCompilation: true
                        TieredStopAtLevel: 4
                        AOTCache:\s
                        AOTMode:\s
                        UseG1GC: true
                        ObjectAlignmentInBytes: 8
                        MaxHeapSize: 100663296
                        InitialHeapSize: 100663296
                        """);
        assertThat(Files.readString(errors).strip())
                .isEqualTo("WARNING: Using incubator modules: jdk.incubator.vector");
    }

    @Test
    void takeTheUsersJvmFlagsOutOfTheEnvironment() throws IOException {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "JAVA_TOOL_OPTIONS", "-Xint",
                                "JDK_JAVA_OPTIONS", "-Xint",
                                "_JAVA_OPTIONS", "-Xint",
                                "PATH", "/bin"));

        ForkFlags.clean(environment);

        assertThat(environment).containsExactlyEntriesOf(Map.of("PATH", "/bin"));
    }
}
