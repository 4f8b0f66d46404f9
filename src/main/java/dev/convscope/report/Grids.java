package dev.convscope.report;

import dev.convscope.result.BaselineResult;
import dev.convscope.result.BlocksResult;
import dev.convscope.result.CalibrationResult;
import dev.convscope.result.CompareResult;
import dev.convscope.result.DiagnoseResult;
import dev.convscope.result.DoctorResult;
import dev.convscope.result.ExplainResult;
import dev.convscope.result.ForkResult;
import dev.convscope.result.GateResult;
import dev.convscope.result.HistoryResult;
import dev.convscope.result.KernelsResult;
import dev.convscope.result.LatencyResult;
import dev.convscope.result.ModelsResult;
import dev.convscope.result.PaperResult;
import dev.convscope.result.ProbeResult;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.Result;
import dev.convscope.result.ScaleResult;
import dev.convscope.result.SearchResult;
import dev.convscope.result.StepTimesResult;
import dev.convscope.result.SummaryResult;
import dev.convscope.result.VerifyResult;

/// The grid of every kind of result. A new kind does not compile until it has a line here.
final class Grids {
    private Grids() {}

    /// The same where people see something else than machines.
    static Grid forPeople(Result result, Layout layout) {
        return result instanceof ProfileResult profile
                ? ProfileGrid.forPeople(profile, layout.top())
                : of(result, layout.level());
    }

    static Grid of(Result result, Layout.Level level) {
        return switch (result) {
            case ModelsResult models -> ModelsGrid.of(models);
            case SummaryResult summary -> SummaryGrid.of(summary, level);
            case VerifyResult verified -> VerifyGrid.of(verified);
            case CompareResult compared -> CompareGrid.of(compared);
            case LatencyResult latency -> LatencyGrid.of(latency);
            case DoctorResult doctor -> DoctorGrid.of(doctor);
            case ProfileResult profile -> ProfileGrid.ofSteps(profile);
            case KernelsResult kernels -> KernelsGrid.of(kernels);
            case GateResult gate -> GateGrid.of(gate);
            case CalibrationResult calibrated -> CalibrationGrid.of(calibrated);
            case ScaleResult scaled -> ScaleGrid.of(scaled);
            case SearchResult found -> SearchGrid.of(found);
            case BlocksResult blocks -> BlocksGrid.of(blocks);
            case ExplainResult explained -> ExplainGrid.of(explained);
            case DiagnoseResult diagnosed -> DiagnoseGrid.of(diagnosed);
            case PaperResult paper -> PaperGrid.of(paper);
            case BaselineResult _,
                    ForkResult _,
                    HistoryResult _,
                    ProbeResult _,
                    StepTimesResult _ ->
                    throw new IllegalArgumentException(
                            "a file that only our own processes read has no table");
        };
    }
}
