package dev.convscope.weights;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file of named tensors in the safetensors format: the header's length in eight bytes, a JSON
/// header, then the numbers, little-endian.
///
/// The header is checked against the file when it is opened: every shape against its bytes, and
/// that the tensors fill the file without holes. Tensors are read when they are asked for.
public final class Safetensors implements AutoCloseable {
    /// The length of the header in front of the file.
    private static final int PREFIX_BYTES = 8;

    /// The format's own limit.
    private static final long LONGEST_HEADER = 100_000_000;

    /// Numbers begin at a multiple of this.
    private static final int ALIGNMENT = 8;

    private final Path file;
    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, StoredTensor> tensors;

    private Safetensors(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long fileBytes = channel.size();
        if (fileBytes < PREFIX_BYTES) {
            throw new IllegalArgumentException("it is shorter than " + PREFIX_BYTES + " bytes");
        }
        long headerBytes = read(0, PREFIX_BYTES).getLong();
        if (headerBytes < 2
                || headerBytes > LONGEST_HEADER
                || headerBytes > fileBytes - PREFIX_BYTES) {
            throw new IllegalArgumentException(
                    "its header should have "
                            + Long.toUnsignedString(headerBytes)
                            + " bytes, the file has "
                            + fileBytes);
        }
        dataStart = PREFIX_BYTES + headerBytes;
        var header = StandardCharsets.UTF_8.decode(read(PREFIX_BYTES, (int) headerBytes));
        tensors = SafetensorsHeader.parse(header.toString(), fileBytes - dataStart);
    }

    /// Opens a file and checks its header.
    ///
    /// @throws UserException if it cannot be read or is damaged
    public static Safetensors open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file);
            return new Safetensors(file, channel);
        } catch (IOException | IllegalArgumentException e) {
            closeQuietly(channel);
            throw damaged(file, e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException e) {
            // What matters is why it could not be read.
        }
    }

    private static UserException damaged(Path file, Exception cause) {
        boolean unreadable = cause instanceof IOException;
        return UserException.about(
                        unreadable
                                ? "the file cannot be read"
                                : "it is not a safetensors file: " + cause.getMessage())
                .where(file.toString())
                .found(unreadable ? cause.toString() : "")
                .remedy("check that the file is complete and in the safetensors format")
                .cause(cause)
                .build();
    }

    /// The names of its tensors, in the order of the header.
    public Set<String> names() {
        return java.util.Collections.unmodifiableSet(tensors.keySet());
    }

    /// The dimensions of a tensor.
    ///
    /// @throws UserException if there is no such tensor
    public List<Long> dimensions(String name) {
        return find(name).dimensions();
    }

    /// The numbers of a tensor, row-major; F64, F16 and BF16 become fp32.
    ///
    /// @throws UserException if there is no such tensor, or it does not hold floating-point numbers
    public float[] floats(String name) {
        StoredTensor tensor = find(name);
        if (!tensor.type().isReadable() || tensor.end() - tensor.begin() > Integer.MAX_VALUE - 8) {
            throw UserException.about("tensor '" + name + "' cannot be read as weights")
                    .where(file.toString())
                    .found(tensor.type() + " of " + tensor.dimensions())
                    .expected("F32, F64, F16 or BF16, of less than 2 GiB")
                    .build();
        }
        try {
            int bytes = Math.toIntExact(tensor.end() - tensor.begin());
            return decode(tensor, read(dataStart + tensor.begin(), bytes));
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static float[] decode(StoredTensor tensor, ByteBuffer bytes) {
        var values = new float[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (tensor.type()) {
                        case F32 -> bytes.getFloat();
                        case F64 -> (float) bytes.getDouble();
                        case F16 -> Float.float16ToFloat(bytes.getShort());
                        case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                        case F8_E4M3, F8_E5M2, I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
                                throw new IllegalArgumentException(tensor.type() + " is no weight");
                    };
        }
        return values;
    }

    private StoredTensor find(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor != null) return tensor;
        throw UserException.about("there is no tensor '" + name + "'")
                .where(file.toString())
                .found(tensors.size() + " others")
                .remedy("check that the file belongs to this network")
                .build();
    }

    private ByteBuffer read(long from, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("the file ends at byte " + (from + buffer.position()));
            }
        }
        return buffer.flip();
    }

    /// Writes every tensor of a network in fp32, named `owner.parameter`; the file appears when it
    /// is complete. Shared tensors are written once.
    ///
    /// @throws UserException if the file cannot be written
    public static void write(Graph graph, Weights weights, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path unfinished = Files.createTempFile(folder, ".convscope", ".safetensors");
            try {
                try (var out = Files.newOutputStream(unfinished)) {
                    write(graph, weights, out);
                }
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw UserException.about("the safetensors file cannot be written")
                    .where(file.toString())
                    .found(e.getMessage())
                    .remedy("give a file in a folder that exists and has room")
                    .cause(e)
                    .build();
        }
    }

    private static void write(Graph graph, Weights weights, OutputStream out) throws IOException {
        byte[] header = header(graph);
        var prefix = ByteBuffer.allocate(PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(prefix.putLong(header.length).array());
        out.write(header);
        for (Node node : graph.nodes()) {
            if (node.sharesParameters()) continue;
            for (Parameter.Spec spec : node.parameters()) {
                float[] values = weights.tensor(node, spec.parameter());
                var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                out.write(bytes.array());
            }
        }
    }

    private static byte[] header(Graph graph) {
        var json = new StringBuilder("{");
        long offset = 0;
        for (Node node : graph.nodes()) {
            if (node.sharesParameters()) continue;
            for (Parameter.Spec spec : node.parameters()) {
                if (json.length() > 1) json.append(',');
                long end = offset + 4 * spec.elements();
                json.append('"').append(name(node, spec.parameter())).append("\":");
                json.append("{\"dtype\":\"F32\",\"shape\":")
                        .append(spec.dimensions().toString().replace(" ", ""))
                        .append(",\"data_offsets\":[")
                        .append(offset)
                        .append(',')
                        .append(end)
                        .append("]}");
                offset = end;
            }
        }
        json.append('}');
        while ((PREFIX_BYTES + json.length()) % ALIGNMENT != 0) json.append(' ');
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The name under which a tensor is written and looked for.
    static String name(Node node, Parameter parameter) {
        return node.parameterOwner() + "." + parameter.label();
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
