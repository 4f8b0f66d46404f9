package dev.convscope.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which build of this tool measured.
///
/// @param commit of the sources it was built in, if they are under git
/// @param dirty whether they differ from that commit
record Provenance(String version, Optional<String> commit, Optional<Boolean> dirty) {
    static Provenance ofThisBuild() {
        String version =
                Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                        .orElse("development");
        var sources = sources();
        return new Provenance(
                version,
                sources.flatMap(folder -> git(folder, "rev-parse", "HEAD")),
                sources.flatMap(
                                folder ->
                                        git(
                                                folder,
                                                "status",
                                                "--porcelain",
                                                "--untracked-files=no"))
                        .map(changes -> !changes.isEmpty()));
    }

    /// The nearest folder above the code that git knows.
    private static Optional<Path> sources() {
        try {
            var code = Provenance.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path folder = Path.of(code).toAbsolutePath();
            while (folder != null && !Files.exists(folder.resolve(".git"))) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> git(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
