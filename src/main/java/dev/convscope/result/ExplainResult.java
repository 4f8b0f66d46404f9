package dev.convscope.result;

import java.util.List;

/// Why other tools print other counts for one network.
///
/// @param model as the user would type it
/// @param input batch × channels × height × width
/// @param params trainable numbers
/// @param macs multiply-accumulates, which every rule starts from
/// @param conventions the rules of tools
/// @param variants networks of the same name that differ in their layers
public record ExplainResult(
        String model,
        List<Integer> input,
        long params,
        long macs,
        List<Rule> conventions,
        List<Variant> variants)
        implements Result {
    public ExplainResult {
        input = List.copyOf(input);
        conventions = List.copyOf(conventions);
        variants = List.copyOf(variants);
    }

    /// The rule of one tool.
    ///
    /// @param convention as typed after `--convention`
    /// @param aliases other names of the same rule
    /// @param version the tool and release described
    /// @param flops operations under it; 0 if the tool counts none
    /// @param params what it prints as parameters
    /// @param parameterRule what those are
    /// @param terms what leads from `macs` to `flops`
    /// @param remark what else a reader should know
    public record Rule(
            String convention,
            List<String> aliases,
            String version,
            long flops,
            long params,
            String parameterRule,
            List<Term> terms,
            String remark) {
        public Rule {
            aliases = List.copyOf(aliases);
            terms = List.copyOf(terms);
        }
    }

    /// One difference.
    ///
    /// @param quantity what is counted
    /// @param count how much of it there is
    /// @param factor operations for each, beyond those of `macs`
    /// @param difference their product
    public record Term(String quantity, long count, int factor, long difference) {}

    /// A network of the same name.
    public record Variant(String name, long params, long macs) {}
}
