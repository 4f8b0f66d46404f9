package dev.convscope.graph;

import dev.convscope.base.Shape;

import java.util.ArrayList;
import java.util.List;

/// Builds a graph node by node, inferring each shape as it goes.
///
/// Nodes are labelled with the stage, block and role that were set last. A name is made of the
/// block and the given local name; a local name that is taken gets a number.
///
/// ```java
/// var b = new GraphBuilder("tiny");
/// Node x = b.input(new Shape(3, 32, 32));
/// b.at("1", "1.1");
/// x = b.convBnAct(x, "conv", 16, Window.square(3, 2), 1, 1e-5, ActivationFunction.RELU);
/// Graph graph = b.build(x);
/// ```
public final class GraphBuilder {
    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final NameTable names = new NameTable(256);
    private String stage = "";
    private String block = "";
    private String prefix = "";
    private Role role = Role.BODY;

    public GraphBuilder(String name) {
        this.name = name;
    }

    /// Labels the nodes that follow with a stage and a block of it.
    public GraphBuilder at(String stage, String block) {
        this.stage = stage;
        this.block = block;
        this.prefix = block.isEmpty() ? "" : block + ".";
        return this;
    }

    /// Labels the nodes that follow with a stage outside of any block.
    public GraphBuilder at(String stage) {
        return at(stage, stage);
    }

    /// Labels the nodes that follow with a role.
    public GraphBuilder as(Role role) {
        this.role = role;
        return this;
    }

    public Node input(Shape shape) {
        return add("input", new Op.Input(shape));
    }

    /// Adds any operator.
    public Node add(String localName, Op op, Node... inputs) {
        return append(uniqueName(localName, ""), op, inputs, "");
    }

    /// Adds an operator that uses the tensors of `owner`, which must own tensors of the same
    /// dimensions.
    public Node addShared(String localName, Op op, Node owner, Node... inputs) {
        Node node = append(uniqueName(localName, ""), op, inputs, owner.parameterOwner());
        if (!node.parameters().equals(owner.parameters())) {
            throw new IllegalArgumentException(
                    "'" + node.name() + "' cannot share the tensors of '" + owner.name() + "'");
        }
        return node;
    }

    public Node conv(
            Node input, String localName, int out, Window window, int groups, boolean bias) {
        return add(localName, new Op.Conv(out, window, groups, bias), input);
    }

    /// A convolution without bias, then a batch normalisation.
    public Node convBn(
            Node input, String localName, int out, Window window, int groups, double epsilon) {
        Node conv = conv(input, localName, out, window, groups, false);
        return after(conv, uniqueName(localName, ".bn"), new Op.BatchNorm(epsilon));
    }

    /// A convolution without bias, a batch normalisation and an activation.
    public Node convBnAct(
            Node input,
            String localName,
            int out,
            Window window,
            int groups,
            double epsilon,
            ActivationFunction function) {
        Node norm = convBn(input, localName, out, window, groups, epsilon);
        return after(norm, uniqueName(localName, ".act"), new Op.Activation(function));
    }

    public Node activation(Node input, String localName, ActivationFunction function) {
        return add(localName, new Op.Activation(function), input);
    }

    /// Ends the network with the node whose value it returns.
    public Graph build(Node output) {
        return new Graph(name, nodes, output.index());
    }

    private Node after(Node input, String nodeName, Op op) {
        return append(nodeName, op, new Node[] {input}, "");
    }

    private Node append(String nodeName, Op op, Node[] inputs, String owner) {
        List<Shape> shapes = shapes(inputs);
        Shape shape = ShapeInference.infer(nodeName, op, shapes);
        Node node =
                new Node(
                        nodes.size(),
                        nodeName,
                        stage,
                        block,
                        role,
                        op,
                        indices(inputs),
                        shapes.isEmpty() ? shape : shapes.getFirst(),
                        shape,
                        owner.isEmpty() ? nodeName : owner);
        nodes.add(node);
        return node;
    }

    // Searches build hundreds of thousands of graphs, so the lists of a node are made without
    // streams; most nodes have one input.

    private static List<Shape> shapes(Node[] inputs) {
        if (inputs.length == 1) return List.of(inputs[0].shape());
        Shape[] shapes = new Shape[inputs.length];
        for (int i = 0; i < shapes.length; i++) shapes[i] = inputs[i].shape();
        return List.of(shapes);
    }

    private static List<Integer> indices(Node[] inputs) {
        if (inputs.length == 1) return List.of(inputs[0].index());
        Integer[] indices = new Integer[inputs.length];
        for (int i = 0; i < indices.length; i++) indices[i] = inputs[i].index();
        return List.of(indices);
    }

    private String uniqueName(String localName, String suffix) {
        String full = prefix + localName + suffix;
        int times = names.add(full);
        return times == 1 ? full : full + times;
    }
}
