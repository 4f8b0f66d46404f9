package dev.convscope.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PaperTest {
    private static final List<Claim> CLAIMS = Paper.claims();

    @Test
    void everyClaimHasItsOwnNameAndSaysWhatItHolds() {
        assertThat(CLAIMS).extracting(Claim::id).doesNotHaveDuplicates();
        assertThat(CLAIMS)
                .allSatisfy(
                        claim -> {
                            assertThat(claim.source()).isNotBlank();
                            assertThat(claim.claim()).isNotBlank();
                            assertThat(claim.published()).isNotBlank();
                        });
    }

    @Test
    void aVerdictHasAComputationAndItsAbsenceAReason() {
        assertThat(CLAIMS)
                .allSatisfy(
                        claim -> {
                            boolean checked = claim.verdict() != Verdict.UNCHECKABLE;
                            String why = checked ? claim.computed() : claim.note();
                            assertThat(why).as(claim.id()).isNotBlank();
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "table1/, 9",
        "table2/, 119",
        "table3/, 28",
        "table4/, 8",
        "table5/, 57",
        "table7/, 10",
        "table8/, 24",
        "correction/, 16"
    })
    void everyRowOfEveryTableIsThere(String prefix, int count) {
        assertThat(CLAIMS).filteredOn(claim -> claim.id().startsWith(prefix)).hasSize(count);
    }

    @Test
    void everyChapterOfTheReviewsIsThere() {
        for (String chapter : List.of("A", "B", "C", "D", "E", "F", "G")) {
            assertThat(CLAIMS).anyMatch(claim -> claim.id().matches(chapter + "\\d+/.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table1/stage6",
                "table2/ResNet-50/flops",
                "table2/EfficientNet-B7/flops",
                "table2/AmoebaNet-A/params",
                "table2/GPipe/params",
                "table3/MobileNetV2/depth/flops",
                "table4/ResNet-152-EfficientNet-B1/speedup",
                "table5/mean-public",
                "table5/mean-reported",
                "table5/CIFAR-10/NASNet-A/ratio",
                "table7/Compound-scale/flops",
                "A10/product",
                "A12/grid",
                "A17/skips",
                "C4/3x3",
                "D1/layers",
                "D4/aux-params",
                "G3/layers",
                "G2/network"
            })
    void theseHold(String id) {
        assertThat(claim(id).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table2/PNASNet/flops",
                "table2/SENet/params",
                "table2/Inception-v4/params",
                "table2/PolyNet/params",
                "table2/EfficientNet-B4/flops",
                "table2/EfficientNet-B5/flops",
                "table3/ResNet-50/depth/flops",
                "table3/ResNet-50/width/flops",
                "table7/Scale-model-by-resolution/flops",
                "finding/table3-resnet",
                "finding/table7-b3",
                "finding/pets",
                "finding/gpipe-work",
                "table4/ResNet-152-EfficientNet-B1/work",
                "A13/b4",
                "A18/dropout",
                "D1/params",
                "E3/bottleneck",
                "E5/shapes",
                "G/dense-share",
                "G/last-stride",
                "G/v2-1.4",
                "B/neurons",
                "G/efficientnet-lite0",
                "correction/14"
            })
    void theseDiffer(String id) {
        assertThat(claim(id).verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void accuraciesAndLatenciesAreNeverMadeUp() {
        assertThat(CLAIMS)
                .filteredOn(c -> c.id().endsWith("/accuracy") || c.id().endsWith("/latency"))
                .isNotEmpty()
                .allMatch(claim -> claim.verdict() == Verdict.UNCHECKABLE);
    }

    @Test
    void differencesAreTold() {
        assertThat(claim("table2/PNASNet/flops"))
                .satisfies(
                        claim -> {
                            assertThat(claim.published()).isEqualTo("23B");
                            assertThat(claim.computed()).isEqualTo("24.937B");
                            assertThat(claim.note()).isEqualTo("+8.4 %");
                        });
        assertThat(claim("table2/GPipe/flops").computed()).startsWith("298.794B");
    }

    private static Claim claim(String id) {
        return CLAIMS.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }
}
