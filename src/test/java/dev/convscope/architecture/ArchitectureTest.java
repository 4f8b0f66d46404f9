package dev.convscope.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The house rules of `CONTRIBUTING.md`, held by the compiler's output: which package may know
/// which, which outside library lives where, and that nothing goes in circles. There is no list of
/// exceptions.
class ArchitectureTest {
    private static final String ROOT = "dev.convscope";

    /// The rooms, top to bottom: a package, then the packages it may know. The order is the
    /// direction of data.
    private static final Map<String, Set<String>> ROOMS = rooms();

    /// Outside libraries, and the only packages in which each may be used.
    private static final Map<String, Set<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry("jdk.incubator.vector", Set.of("kernels.simd")),
                    Map.entry("ai.onnx", Set.of("onnx")),
                    Map.entry("com.google.protobuf", Set.of("onnx")),
                    Map.entry("org.ejml", Set.of("engine", "fit")),
                    Map.entry("ai.onnxruntime", Set.of("engine")),
                    Map.entry("tools.jackson", Set.of("result")),
                    Map.entry("com.fasterxml.jackson", Set.of("result")),
                    Map.entry("org.apache.commons.statistics", Set.of("statistics")),
                    Map.entry("org.apache.commons.numbers", Set.of("statistics")),
                    Map.entry("org.openjdk.jmh", Set.of("bench")),
                    Map.entry("oshi", Set.of("bench")),
                    Map.entry("tech.tablesaw", Set.of("report")),
                    Map.entry("com.github.freva", Set.of("report")),
                    Map.entry("picocli", Set.of("cli")),
                    Map.entry("me.tongfei", Set.of("cli")),
                    Map.entry("org.apache.spark", Set.of("sweep")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("jmh_generated"))
                    .importPackages(ROOT);

    private static Map<String, Set<String>> rooms() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("base", Set.of());
        rooms.put("graph", Set.of("base"));
        rooms.put("zoo", Set.of("base", "graph"));
        rooms.put("analysis", Set.of("base", "graph"));
        rooms.put("scaling", Set.of("base", "graph", "zoo", "analysis"));
        rooms.put("weights", Set.of("base", "graph"));
        rooms.put("onnx", Set.of("base", "graph", "weights"));
        rooms.put("model", Set.of("base", "graph", "weights", "zoo", "scaling", "onnx"));
        rooms.put("kernels", Set.of("base"));
        rooms.put("kernels.simd", Set.of("base", "kernels"));
        rooms.put("plan", Set.of("base", "graph", "weights", "kernels"));
        rooms.put("executor", Set.of("base", "kernels", "kernels.simd", "plan"));
        rooms.put("engine", Set.of("base", "graph", "weights", "onnx", "plan", "executor"));
        rooms.put("result", Set.of("base"));
        rooms.put("statistics", Set.of("base"));
        rooms.put("bench", everythingAbove(rooms));
        rooms.put("fit", Set.of("base", "result", "statistics"));
        rooms.put("audit", Set.of("base", "graph", "zoo", "analysis", "scaling", "result"));
        rooms.put("gate", Set.of("base", "result", "statistics"));
        rooms.put("report", Set.of("base", "result", "statistics", "fit", "gate"));
        rooms.put("sweep", Set.of("base", "graph", "zoo", "analysis", "scaling", "result", "fit"));
        rooms.put("cli", everythingAbove(rooms));
        return rooms;
    }

    private static Set<String> everythingAbove(Map<String, Set<String>> rooms) {
        return new LinkedHashSet<>(rooms.keySet());
    }

    @Test
    void theImporterSawTheWholeProduct() {
        assertThat(CLASSES.size()).as("classes seen").isGreaterThan(20);
    }

    @Test
    void everyPackageIsARoomOfTheDesign() {
        Set<String> found =
                CLASSES.stream()
                        .map(ArchitectureTest::room)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ROOMS.keySet()).containsAll(found);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<String> silent =
                CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(pack -> !pack.tryGetPackageInfo().isPresent())
                        .map(JavaPackage::getName)
                        .filter(name -> !documented(name))
                        .toList();
        assertThat(silent).isEmpty();
    }

    /// A package-info without annotations leaves no class file, so its source is looked for.
    private static boolean documented(String packageName) {
        var file =
                java.nio.file.Path.of(
                        "src/main/java", packageName.replace('.', '/'), "package-info.java");
        return java.nio.file.Files.exists(file);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @TestFactory
    List<DynamicTest> aPackageKnowsOnlyTheRoomsItMay() {
        return ROOMS.entrySet().stream()
                .map(
                        room ->
                                DynamicTest.dynamicTest(
                                        room.getKey(),
                                        () -> checkRoom(room.getKey(), room.getValue())))
                .toList();
    }

    private static void checkRoom(String room, Set<String> allowed) {
        noClasses()
                .that(describe("live in " + room, type -> room(type).equals(room)))
                .should()
                .dependOnClassesThat(
                        describe(
                                "live outside of what " + room + " may know",
                                type ->
                                        type.getPackageName().startsWith(ROOT)
                                                && !room(type).equals(room)
                                                && !allowed.contains(room(type))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @TestFactory
    List<DynamicTest> anOutsideLibraryLivesInItsHome() {
        return LIBRARIES.entrySet().stream()
                .map(
                        library ->
                                DynamicTest.dynamicTest(
                                        library.getKey(),
                                        () -> checkLibrary(library.getKey(), library.getValue())))
                .toList();
    }

    private static void checkLibrary(String library, Set<String> homes) {
        noClasses()
                .that(describe("live outside of " + homes, type -> !homes.contains(room(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library, library + "..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        noClasses()
                .that(describe("live outside of cli", type -> !room(type).equals("cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.length() > ROOT.length() ? name.substring(ROOT.length() + 1) : "";
    }

    private static DescribedPredicate<JavaClass> describe(
            String description, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
