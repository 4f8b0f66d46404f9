package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What C2 would box, read from the bytecode: a vector may only be a local variable or a constant.
class VectorBytecodeTest {
    private static final String VECTORS = "Ljdk/incubator/vector/";

    /// Methods of more bytecode are never compiled.
    private static final int HUGE_METHOD = 8000;

    private static final List<ClassModel> CLASSES = kernelClasses();

    private static List<ClassModel> kernelClasses() {
        try {
            var marker = SimdKernels.class.getResource("SimdKernels.class").toURI();
            try (Stream<Path> files = Files.list(Path.of(marker).getParent())) {
                return files.filter(file -> file.toString().endsWith(".class"))
                        .map(VectorBytecodeTest::parse)
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theGeneratedTilesAreAmongTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(20);
        assertThat(CLASSES)
                .anyMatch(type -> type.thisClass().name().stringValue().contains("ConvTiles"));
    }

    @Test
    void noMethodTakesOrReturnsAVector() {
        assertThat(methods())
                .filteredOn(method -> method.methodType().stringValue().contains(VECTORS))
                .extracting(VectorBytecodeTest::name)
                .isEmpty();
    }

    @Test
    void aVectorInAFieldIsAConstant() {
        assertThat(CLASSES.stream().flatMap(type -> type.fields().stream()))
                .filteredOn(field -> field.fieldType().stringValue().contains(VECTORS))
                .isNotEmpty()
                .allMatch(field -> field.flags().has(AccessFlag.STATIC))
                .allMatch(field -> field.flags().has(AccessFlag.FINAL))
                .noneMatch(field -> field.fieldType().stringValue().startsWith("["));
    }

    @Test
    void noVectorLiesInAnArray() {
        assertThat(methods())
                .filteredOn(
                        method -> method.code().filter(VectorBytecodeTest::makesArray).isPresent())
                .extracting(VectorBytecodeTest::name)
                .isEmpty();
    }

    private static boolean makesArray(CodeModel code) {
        return code.elementStream()
                .anyMatch(
                        element ->
                                element instanceof NewReferenceArrayInstruction array
                                        && array.componentType()
                                                .asInternalName()
                                                .startsWith("jdk/incubator/vector/"));
    }

    @Test
    void everyMethodIsShortEnoughToBeCompiled() {
        assertThat(methods())
                .filteredOn(method -> bytes(method) >= HUGE_METHOD)
                .extracting(VectorBytecodeTest::name)
                .isEmpty();
    }

    private static int bytes(MethodModel method) {
        return method.findAttribute(java.lang.classfile.Attributes.code())
                .map(code -> code.codeLength())
                .orElse(0);
    }

    private static List<MethodModel> methods() {
        return CLASSES.stream().flatMap(type -> type.methods().stream()).toList();
    }

    private static String name(MethodModel method) {
        String owner = method.parent().orElseThrow().thisClass().name().stringValue();
        return owner + "." + method.methodName().stringValue();
    }
}
