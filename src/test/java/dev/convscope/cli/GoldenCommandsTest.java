package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.golden.Golden;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/// What commands print that measure nothing, to the letter.
class GoldenCommandsTest {
    static Stream<Arguments> outputs() {
        return Stream.of(
                output("convscope.txt"),
                output("help.txt", "--help"),
                output("models.help.txt", "models", "--help"),
                output("summary.help.txt", "summary", "--help"),
                output("scale.help.txt", "scale", "--help"),
                output("search.help.txt", "search", "--help"),
                output("blocks.help.txt", "blocks", "--help"),
                output("explain.help.txt", "explain", "--help"),
                output("diagnose.help.txt", "diagnose", "--help"),
                output("paper.help.txt", "paper", "--help"),
                output("scale.txt", "scale", "efficientnet-b0", "--phi", "1,2"),
                output(
                        "scale.json",
                        "scale",
                        "mobilenet-v2",
                        "-d",
                        "1.4",
                        "-w",
                        "1.2",
                        "--format=json"),
                output(
                        "scale.sweep.csv",
                        "scale",
                        "resnet-18@64",
                        "--sweep=width=1,2",
                        "--format=csv"),
                output(
                        "scale.iso.md",
                        "scale",
                        "efficientnet-b0",
                        "--iso-macs=2G",
                        "--format=markdown"),
                output("search.txt", "search", "efficientnet-b0", "--step=0.25", "--tolerance=0.3"),
                output(
                        "search.budget.json",
                        "search",
                        "resnet-18",
                        "--max-macs=2G",
                        "--format=json"),
                output("blocks.txt", "blocks", "--channels=256", "--pixels=14"),
                output("explain.txt", "explain", "resnet-50", "--convention=thop"),
                output(
                        "explain.batch.json",
                        "explain",
                        "resnet-50",
                        "--printed=32.89G",
                        "--batch=8",
                        "--format=json"),
                output(
                        "explain.printed.json",
                        "explain",
                        "resnet-50",
                        "--printed=3.86G",
                        "--format=json"),
                output("diagnose.txt", "diagnose", "efficientnet-b0", "--params=8423848"),
                output(
                        "diagnose.json",
                        "diagnose",
                        "mobilenet-v2",
                        "--macs=0.31G",
                        "--params=3.5M",
                        "--format=json"),
                output("paper.txt", "paper", "table4"),
                output("paper.json", "paper", "table7", "--verdict=differs", "--format=json"),
                output("latency.help.txt", "latency", "--help"),
                output("profile.help.txt", "profile", "--help"),
                output("kernels.help.txt", "kernels", "--help"),
                output("compare.help.txt", "compare", "--help"),
                output("verify.help.txt", "verify", "--help"),
                output("export.help.txt", "export", "--help"),
                output("gate.help.txt", "gate", "--help"),
                output("doctor.help.txt", "doctor", "--help"),
                output("completion.help.txt", "completion", "--help"),
                output("models.txt", "models", "mobilenet-v2", "resnet-18", "--sort", "macs"),
                output("models.json", "models", "resnet-50", "--format", "json"),
                output("models.csv", "models", "resnet-50", "--format", "csv"),
                output("models.md", "models", "resnet-50", "--format", "markdown"),
                output("summary.txt", "summary", "resnet-18@64"),
                output("summary.json", "summary", "resnet-18@64", "--format", "json"),
                output("summary.csv", "summary", "resnet-18@64", "--format", "csv"),
                output("summary.md", "summary", "resnet-18@64", "--format", "markdown"),
                output("summary.block.txt", "summary", "mobilenet-v2", "--by", "block"),
                output("summary.stage.txt", "summary", "efficientnet-b0", "--by=stage"),
                output(
                        "summary.scaled.txt",
                        "summary",
                        "efficientnet-b0",
                        "--width=1.1",
                        "--depth=1.2",
                        "--resolution=1.16",
                        "--classes=10",
                        "--batch=8",
                        "--convention=fvcore",
                        "--by=stage"));
    }

    private static Arguments output(String file, String... args) {
        return Arguments.of(file, args);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void outputs(String file, String[] args) {
        Golden.assertSealed(
                "cli/" + file,
                () -> {
                    var outcome = Cli.run(args);
                    assertThat(outcome.code()).as(outcome.err()).isZero();
                    assertThat(outcome.err()).isEmpty();
                    return outcome.out();
                });
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                output("command", "sumary", "efficientnet-b0"),
                output("option", "summary", "--fromat=json", "efficientnet-b0"),
                output("model", "summary", "efficientnet-bo"),
                output("family", "summary", "resnet50"),
                output("nothing-like-it", "summary", "qqqqqqqqqqqq"),
                output("format", "summary", "efficientnet-b0", "--format", "jsn"),
                output("level", "summary", "efficientnet-b0", "--by", "node"),
                output("convention", "summary", "efficientnet-b0", "--convention", "fvcor"),
                output("no-model", "summary"),
                output("two-models", "summary", "resnet-18", "resnet-34"),
                output("depth", "summary", "resnet-18", "--depth=-1"),
                output("width", "summary", "resnet-18", "--width=0.001"),
                output("too-small", "summary", "efficientnet-b0@1"),
                output("own-key", "summary", "resnet-18,phi=2"),
                output("two-sizes", "summary", "resnet-18@64", "--resolution=2"),
                output("batch", "summary", "resnet-18", "--batch=0"),
                output("batch-word", "summary", "resnet-18", "--batch=many"),
                output("file", "summary", "resnet-18", "-o", "no/such/folder/a.txt"),
                output("folder", "summary", "resnet-18", "-o", "src"),
                output("engine", "latency", "resnet-18", "--engine", "vektor"),
                output("time", "latency", "resnet-18", "--time", "0"),
                output("giant", "latency", "gpipe"),
                output("forks", "compare", "resnet-18", "--forks", "-3"),
                output("paper", "latency", "resnet-18", "--protocol=paper", "--threads=2"),
                output("protocol", "latency", "resnet-18", "--protocol=papr"),
                output("cpus", "latency", "resnet-18", "--cpus=first"),
                output("top", "profile", "resnet-18", "--top=0"),
                output("layers", "verify", "resnet-18", "--layers", "--against=onnxruntime"),
                output("itself", "verify", "resnet-18@32", "--against=vector"),
                output("no-file", "export", "resnet-18"),
                output("coefficient", "scale", "resnet-18", "--alpha=0.9"),
                output("product", "scale", "resnet-18", "--alpha=3"),
                output("released", "scale", "resnet-18", "--released"),
                output("two-ways", "scale", "resnet-18", "--phi=1", "-d", "2"),
                output("sweep", "scale", "resnet-18", "--sweep=widht=2"),
                output("budget", "search", "resnet-18", "--max-macs=1M"),
                output("budget-word", "search", "resnet-18", "--max-macs=many"),
                output("no-candidate", "search", "resnet-18", "--step=0.4", "--tolerance=0.001"),
                output("no-count", "diagnose", "resnet-18"),
                output("kernel", "blocks", "--kernel=0"),
                output("rule", "explain", "resnet-18", "--convention=thopp"),
                output("shell", "completion", "fish"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String file, String[] args) {
        Golden.assertSealed(
                "cli/mistakes/" + file + ".txt",
                () -> {
                    var outcome = Cli.run(args);
                    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
                    assertThat(outcome.out()).isEmpty();
                    return outcome.err();
                });
    }
}
