package dev.convscope.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Uses every operation once, then runs every kernel, and names the places of the Vector API's
/// caches that were filled only then.
final class VectorOperationsChild {
    private VectorOperationsChild() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        VectorOperations.useOnce(new float[VectorMethod.SCRATCH]);
        List<String> before = filled();
        for (KernelCase test : KernelCases.all()) test.runSimd(test.memory(), 0, 1);
        List<String> later = filled();
        later.removeAll(before);
        for (String place : later) System.out.println("late " + place);
        System.out.println("places " + before.size());
    }

    private static List<String> filled() throws ReflectiveOperationException {
        List<String> places = new ArrayList<>();
        for (Class<?> vector : List.of(FloatVector.class, IntVector.class, LongVector.class)) {
            for (Field field : vector.getDeclaredFields()) {
                if (!field.getType().getSimpleName().equals("ImplCache")) continue;
                field.setAccessible(true);
                Field cache = field.getType().getDeclaredField("cache");
                cache.setAccessible(true);
                Object[] entries = (Object[]) cache.get(field.get(null));
                String name = vector.getSimpleName() + "." + field.getName();
                IntStream.range(0, entries.length)
                        .filter(i -> entries[i] != null)
                        .forEach(i -> places.add(name + "[" + i + "]"));
            }
        }
        return places;
    }
}
