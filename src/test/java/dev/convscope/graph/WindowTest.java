package dev.convscope.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.convscope.graph.Padding.Edges;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Output sizes and paddings of a sliding window, against sizes that the frameworks print.
class WindowTest {
    @ParameterizedTest(name = "{0} px, kernel {1}, stride {2}: {3} px, {4} before and {5} after")
    @CsvSource({
        "224, 3, 2, 112, 0, 1",
        "225, 3, 2, 113, 1, 1",
        "112, 5, 2, 56, 1, 2",
        "7, 5, 1, 7, 2, 2",
        "224, 1, 2, 112, 0, 0",
        "1, 3, 2, 1, 1, 1"
    })
    void samePaddingRoundsTheSizeUpAndPutsTheOddZeroLast(
            int size, int kernel, int stride, int output, int before, int after) {
        Window window = Window.same(kernel, stride);
        assertThat(window.outputHeight(size, false)).isEqualTo(output);
        assertThat(window.rowPadding(size)).isEqualTo(new Edges(before, after));
    }

    @ParameterizedTest(name = "{0} px, kernel {1}, stride {2}: {3} px, or {4} in ceil mode")
    @CsvSource({
        "112, 3, 2, 55, 56",
        "56, 3, 2, 27, 28",
        "55, 3, 2, 27, 27",
        "13, 3, 2, 6, 6",
        "109, 3, 2, 54, 54",
        "5, 2, 2, 2, 3"
    })
    void ceilModeLetsTheLastWindowReachOverTheEdge(
            int size, int kernel, int stride, int floor, int ceil) {
        Window window = Window.valid(kernel, stride);
        assertThat(window.outputWidth(size, false)).isEqualTo(floor);
        assertThat(window.outputWidth(size, true)).isEqualTo(ceil);
    }

    @Test
    void aLastWindowThatWouldStartOnTrailingPaddingIsDropped() {
        // PyTorch: MaxPool2d(2, stride=2, padding=1, ceil_mode=True) of 4 pixels gives 3.
        Window window = Window.square(2, 2).withPadding(new Padding.Symmetric(1, 1));
        assertThat(window.outputHeight(4, true)).isEqualTo(3);
        assertThat(window.outputHeight(5, true)).isEqualTo(3);
    }

    @Test
    void dilationSpreadsTheKernel() {
        Window window = Window.square(3, 1).withDilation(2).withPadding(Padding.valid());
        assertThat(window.reachHeight()).isEqualTo(5);
        assertThat(window.outputHeight(7, false)).isEqualTo(3);
        assertThat(Window.same(3, 1).withDilation(2).outputWidth(7, false)).isEqualTo(7);
    }

    @Test
    void rectanglesPadEachDimensionByItsOwnKernel() {
        Window window = Window.rectangle(1, 7, 1);
        assertThat(window.rowPadding(17)).isEqualTo(new Edges(0, 0));
        assertThat(window.columnPadding(17)).isEqualTo(new Edges(3, 3));
        assertThat(window.outputWidth(17, false)).isEqualTo(17);
    }

    @Test
    void aKernelThatDoesNotFitGivesNoPixel() {
        assertThat(Window.valid(7, 1).outputHeight(6, false)).isZero();
        assertThat(Window.valid(7, 1).outputHeight(6, true)).isZero();
    }

    @Test
    void refusesWhatIsNoWindow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Window.square(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Window.square(3, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edges(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Padding.Symmetric(0, -1));
    }
}
