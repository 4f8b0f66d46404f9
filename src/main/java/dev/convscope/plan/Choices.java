package dev.convscope.plan;

/// What decides how layers are computed, once for all layers of a plan.
record Choices(WinogradChoice winograd, Fusion fusion, GateFolding gates) {
    static Choices of(Target target) {
        return new Choices(
                new WinogradChoice(target.machine(), !target.exact()),
                new Fusion(target.machine(), target.threads()),
                new GateFolding(target.threads()));
    }
}
