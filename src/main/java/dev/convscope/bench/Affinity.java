package dev.convscope.bench;

import dev.convscope.base.UserException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The logical processors that measured JVMs are bound to, or any.
///
/// Children inherit it: the program `taskset` binds the first of them.
///
/// @param cpus their numbers, as `taskset` reads them; absent for any
public record Affinity(Optional<String> cpus) {
    /// Wherever the system puts them.
    public static final Affinity ANY = new Affinity(Optional.empty());

    private static final int MOST = 1 << 16;

    /// @param list numbers and ranges: `0,2-3`
    /// @throws UserException if it names none, one that this process may not use, or if this
    /// system cannot bind processes
    public static Affinity of(String list) {
        return of(list, SystemFiles.ofThisMachine(), taskset());
    }

    static Affinity of(String list, SystemFiles files, Optional<Path> taskset) {
        var asked = numbers(list);
        if (asked.isEmpty()) {
            throw UserException.about("--cpus names no processors")
                    .found(list)
                    .expected("numbers and ranges, such as 0 or 0,2-3")
                    .build();
        }
        String allowed =
                files.valueOf("proc/self/status", "Cpus_allowed_list:")
                        .orElseThrow(() -> cannotBind("this system does not tell its processors"));
        if (!numbers(allowed).orElseThrow().containsAll(asked.get())) {
            throw UserException.about("--cpus names a processor that this process may not use")
                    .found(list)
                    .expected("some of " + allowed)
                    .build();
        }
        if (taskset.isEmpty()) throw cannotBind("there is no 'taskset' on the path");
        return new Affinity(Optional.of(written(asked.get())));
    }

    /// The first processor that this process may use.
    ///
    /// @throws UserException as in {@link #of}
    public static Affinity ofOne() {
        var files = SystemFiles.ofThisMachine();
        return files.valueOf("proc/self/status", "Cpus_allowed_list:")
                .flatMap(Affinity::numbers)
                .map(allowed -> of(allowed.first().toString()))
                .orElseThrow(() -> cannotBind("this system does not tell its processors"));
    }

    /// How many processors these are; absent for any.
    public Optional<Integer> count() {
        return cpus.flatMap(Affinity::numbers).map(TreeSet::size);
    }

    /// What stands before a command so that it runs there.
    List<String> prefix() {
        return cpus.map(list -> List.of("taskset", "-c", list)).orElse(List.of());
    }

    private static UserException cannotBind(String why) {
        return UserException.about("cannot bind measured JVMs to processors: " + why)
                .remedy("install util-linux, or leave --cpus out")
                .build();
    }

    private static Optional<Path> taskset() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator)) {
            Path program = Path.of(folder, "taskset");
            if (Files.isExecutable(program)) return Optional.of(program);
        }
        return Optional.empty();
    }

    /// Absent if the text is no list of numbers and ranges.
    private static Optional<TreeSet<Integer>> numbers(String list) {
        var numbers = new TreeSet<Integer>();
        for (String part : list.strip().split(",", -1)) {
            if (!part.matches("\\d{1,5}(-\\d{1,5})?")) return Optional.empty();
            String[] ends = part.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Math.min(last, MOST))
                    .forEach(numbers::add);
        }
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers);
    }

    private static String written(TreeSet<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
