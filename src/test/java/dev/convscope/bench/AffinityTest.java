package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// On a machine that lets this process use the processors 0, 1 and 4.
class AffinityTest {
    private static final Optional<Path> TASKSET = Optional.of(Path.of("/usr/bin/taskset"));

    @TempDir Path root;

    @BeforeEach
    void tellWhatIsAllowed() throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/status"), "Cpus_allowed_list:\t0-1,4\n");
    }

    private Affinity of(String list, Optional<Path> taskset) {
        return Affinity.of(list, new SystemFiles(root), taskset);
    }

    @Test
    void bindsToWhatIsNamed() {
        var affinity = of("4,0-1", TASKSET);

        assertThat(affinity.prefix()).containsExactly("taskset", "-c", "0,1,4");
        assertThat(affinity.count()).hasValue(3);
        assertThat(Affinity.ANY.prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "0,", "1-0", "-1", "0;1", "0 1"})
    void refusesWhatIsNoList(String list) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> of(list, TASKSET))
                .withMessageContaining("names no processors");
    }

    @Test
    void refusesAProcessorThatIsNotAllowed() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> of("1-2", TASKSET))
                .withMessageContaining("may not use")
                .withMessageContaining("0-1,4");
    }

    @Test
    void saysWhatIsMissingWithoutTaskset() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> of("0", Optional.empty()))
                .withMessageContaining("taskset");
    }

    @Test
    void saysSoWhereTheSystemDoesNotTell() throws IOException {
        Files.delete(root.resolve("proc/self/status"));

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> of("0", TASKSET))
                .withMessageContaining("does not tell");
    }
}
