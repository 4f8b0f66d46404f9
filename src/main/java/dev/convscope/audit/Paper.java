package dev.convscope.audit;

import java.util.ArrayList;
import java.util.List;

/// Every row of the EfficientNet paper's tables, what its text says about them, and the claims of
/// its reviews, each held against arithmetic.
///
/// Accuracies and latencies are never computed here: a claim that rests on them says that it cannot
/// be checked, and no figure is made up.
public final class Paper {
    private Paper() {}

    /// All claims, source by source.
    public static List<Claim> claims() {
        var counts = new Counts();
        List<Claim> claims = new ArrayList<>();
        claims.addAll(BaselineTable.claims(counts));
        claims.addAll(PerformanceTable.claims(counts));
        claims.addAll(ScalingTables.claims(counts));
        claims.addAll(LatencyTable.claims(counts));
        claims.addAll(TransferTable.claims(counts));
        claims.addAll(ValidationTable.claims());
        claims.addAll(PaperFindings.claims(counts));
        claims.addAll(ScalingClaims.claims(counts));
        claims.addAll(ClassicClaims.claims(counts));
        claims.addAll(ResidualClaims.claims(counts));
        claims.addAll(MobileClaims.claims(counts));
        claims.addAll(Corrections.claims(counts));
        return claims;
    }
}
