package dev.convscope.plan;

import dev.convscope.base.Shape;
import dev.convscope.graph.Node;
import dev.convscope.kernels.Activation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A lowered operator: what one kernel will do. Values are named by the index of the graph node
/// whose result they hold.
sealed interface Instruction {
    /// The value it makes.
    int output();

    /// The values it reads.
    List<Integer> inputs();

    /// The graph's layers it covers, in order.
    List<Node> layers();

    /// All values it makes, each with its shape.
    default Map<Integer, Shape> outputs() {
        return Map.of(output(), shape());
    }

    /// Shape of the value it makes.
    default Shape shape() {
        return layers().getLast().shape();
    }

    /// The image enters.
    record Image(Node node) implements Instruction {
        @Override
        public int output() {
            return node.index();
        }

        @Override
        public List<Integer> inputs() {
            return List.of();
        }

        @Override
        public List<Node> layers() {
            return List.of(node);
        }
    }

    /// A convolution, depthwise ones included, or a fully connected layer, with all that is fused
    /// into it: `activation(norm(conv(input)) + residual)`.
    record Linear(
            Node node,
            Optional<Node> norm,
            int input,
            Optional<Integer> residual,
            Activation activation,
            int output,
            List<Node> layers)
            implements Instruction {
        @Override
        public List<Integer> inputs() {
            List<Integer> inputs = new ArrayList<>(List.of(input));
            residual.ifPresent(inputs::add);
            return inputs;
        }

        /// The same layer of another value.
        Linear readingFrom(int value) {
            return new Linear(node, norm, value, residual, activation, output, layers);
        }
    }

    /// A depthwise convolution with what shares its pass over the map: the convolution that it
    /// alone reads, whose result is never in memory as a whole, and the mean of its own result per
    /// channel.
    record Fused(Optional<Linear> before, Linear depthwise, Optional<Single> mean)
            implements Instruction {
        /// What reads the instruction's input.
        Linear reader() {
            return before.orElse(depthwise);
        }

        @Override
        public int output() {
            return depthwise.output();
        }

        @Override
        public Map<Integer, Shape> outputs() {
            Map<Integer, Shape> outputs = new HashMap<>(Map.of(output(), shape()));
            mean.ifPresent(single -> outputs.put(single.output(), single.shape()));
            return outputs;
        }

        @Override
        public List<Integer> inputs() {
            return reader().inputs();
        }

        @Override
        public Shape shape() {
            return depthwise.shape();
        }

        @Override
        public List<Node> layers() {
            List<Node> layers = new ArrayList<>();
            before.ifPresent(linear -> layers.addAll(linear.layers()));
            layers.addAll(depthwise.layers());
            mean.ifPresent(single -> layers.addAll(single.layers()));
            return layers;
        }
    }

    /// `activation(norm(input))`, element by element.
    record Pointwise(
            Optional<Node> norm,
            double factor,
            int input,
            Activation activation,
            int output,
            List<Node> layers)
            implements Instruction {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /// `activation(left + right)`
    record Sum(int left, int right, Activation activation, int output, List<Node> layers)
            implements Instruction {
        @Override
        public List<Integer> inputs() {
            return List.of(left, right);
        }
    }

    /// A map times a gate per channel.
    record Gate(int input, int gate, int output, List<Node> layers) implements Instruction {
        @Override
        public List<Integer> inputs() {
            return List.of(input, gate);
        }
    }

    /// A convolution that multiplies its weights by a gate, instead of having the map multiplied.
    ///
    /// @param linear reads the map as it is before the gate
    record GatedLinear(Gate gate, Linear linear) implements Instruction {
        @Override
        public int output() {
            return linear.output();
        }

        @Override
        public List<Integer> inputs() {
            List<Integer> inputs = new ArrayList<>(linear.inputs());
            inputs.add(gate.gate());
            return inputs;
        }

        @Override
        public List<Node> layers() {
            List<Node> layers = new ArrayList<>(gate.layers());
            layers.addAll(linear.layers());
            return layers;
        }
    }

    /// Maps side by side.
    record Join(List<Integer> inputs, int output, List<Node> layers) implements Instruction {}

    /// Anything that reads one value and keeps its operator: pooling, averages, normalisation
    /// across channels, shifts and channel padding.
    record Single(Node node, int input, int output) implements Instruction {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<Node> layers() {
            return List.of(node);
        }
    }

    /// A value with its channels in the slots that its reader expects.
    record Reorder(int input, Slots target, Shape shape, int output) implements Instruction {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<Node> layers() {
            return List.of();
        }
    }
}
