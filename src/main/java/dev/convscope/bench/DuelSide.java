package dev.convscope.bench;

import dev.convscope.base.UserException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One side of a duel: a build of this tool, and what it runs.
///
/// @param name for people
/// @param classPath of the build
/// @param models what it runs, in the order of the benchmarks
public record DuelSide(String name, String classPath, List<String> models) {
    public DuelSide {
        models = List.copyOf(models);
    }

    /// This build, with other models.
    public static DuelSide ofModels(String name, List<String> models) {
        return new DuelSide(name, ChildJvm.ownClassPath(), models);
    }

    /// A build in a folder: of the project, after `mvn package`, or its `target`.
    ///
    /// @throws UserException if the folder holds no build
    public static DuelSide ofBuild(Path folder, List<String> models) {
        for (Path target : List.of(folder.resolve("target"), folder)) {
            Path jar = target.resolve("convscope.jar");
            Path libraries = target.resolve("lib");
            if (Files.isRegularFile(jar) && Files.isDirectory(libraries)) {
                String classPath =
                        jar.toAbsolutePath()
                                + File.pathSeparator
                                + libraries.toAbsolutePath()
                                + "/*";
                return new DuelSide(folder.toString(), classPath, models);
            }
        }
        throw UserException.about("there is no build of convscope in this folder")
                .where(folder.toString())
                .expected("target/convscope.jar and target/lib")
                .remedy("build it there with 'mvn -DskipTests package'")
                .build();
    }
}
