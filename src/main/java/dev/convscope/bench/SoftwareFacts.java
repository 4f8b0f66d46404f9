package dev.convscope.bench;

import dev.convscope.result.Environment;
import dev.convscope.result.ForkResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Operating system, continuous integration, and the JVM that was measured.
record SoftwareFacts(SystemFiles files, Map<String, String> variables) {
    SoftwareFacts(SystemFiles files) {
        this(files, System.getenv());
    }

    /// @param jvm the measured one; without it this one's vendor and version are told
    Environment.Software software(Optional<ForkResult.Jvm> jvm) {
        return new Environment.Software(
                files.valueOf("etc/os-release", "PRETTY_NAME=")
                        .map(name -> name.replace("\"", ""))
                        .orElse(System.getProperty("os.name")),
                System.getProperty("os.version"),
                integration(),
                jvm.map(ForkResult.Jvm::vendor).orElse(System.getProperty("java.vm.vendor")),
                jvm.map(ForkResult.Jvm::version).orElse(Runtime.version().toString()),
                jvm.map(ForkResult.Jvm::flags).orElse(List.of()),
                jvm.map(ForkResult.Jvm::collector),
                jvm.map(ForkResult.Jvm::vectorBits),
                Optional.of(org.openjdk.jmh.util.Version.getPlainVersion()));
    }

    private Optional<String> integration() {
        if (variables.containsKey("GITHUB_ACTIONS")) {
            return Optional.of(
                    "GitHub Actions "
                            + variables.getOrDefault("ImageOS", "own runner")
                            + " "
                            + variables.getOrDefault("ImageVersion", ""));
        }
        if (variables.containsKey("GITLAB_CI")) return Optional.of("GitLab CI");
        return Optional.ofNullable(variables.get("CI")).map(_ -> "CI");
    }
}
