package dev.convscope.kernels.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.UMIN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Every vector operation of the kernels, once.
///
/// The Vector API looks an operation's implementation up in a cache, and makes it where it finds
/// none. Once C2 has compiled that method with some operations in the cache, it takes new ones for
/// impossible, and the first use of each gives the compiled code up. C2 remembers: it adds up what
/// it has given up in all methods that become part of a kernel, one of them with every product, and
/// beyond 100 it compiles the kernel without assumptions about types. Then vectors stay objects. So
/// the cache has to be full before anything is compiled.
public final class VectorOperations {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> PAIRS = LongVector.SPECIES_PREFERRED;
    private static final VectorMask<Float> MASK = VectorMask.fromLong(S, 1);
    private static final VectorShuffle<Float> SAME = VectorShuffle.fromOp(S, lane -> lane);

    private VectorOperations() {}

    /// To be called before the first kernel of a JVM, as {@link SimdKernels} does; costs nothing
    /// later.
    ///
    /// @param a written and read from its start
    public static void useOnce(float[] a) {
        FloatVector x = FloatVector.fromArray(S, a, 0);
        FloatVector y = FloatVector.broadcast(S, 1f).fma(x, FloatVector.zero(S));
        y = y.add(x).sub(x).mul(y).div(y).max(x).min(y).sqrt();
        y = y.blend(x, x.lt(y)).rearrange(SAME).blend(y, MASK);
        IntVector n = y.reinterpretAsInts().max(0).min(1).lanewise(UMIN, 1).lanewise(LSHL, 1);
        n = n.add(n).and(n).or(n).selectFrom(IntVector.broadcast(I, 0));
        FloatVector pairs = LongVector.broadcast(PAIRS, 0).reinterpretAsFloats();
        n.reinterpretAsFloats().add(pairs).intoArray(a, 0);
    }
}
