package dev.convscope.model;

import dev.convscope.base.UserException;
import dev.convscope.zoo.BlockNetworks;
import dev.convscope.zoo.Network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads a network from a file of block strings.
final class BlocksFile {
    private static final long MOST_BYTES = 1_000_000;

    private BlocksFile() {}

    static Network read(String file) {
        Path path = Path.of(file);
        try {
            if (Files.size(path) > MOST_BYTES) throw tooLong(file);
            List<String> lines = Files.readAllLines(path);
            return BlockNetworks.parse(file, lines);
        } catch (IOException unreadable) {
            throw UserException.about("the file of block strings cannot be read")
                    .where(file)
                    .found(Files.exists(path) ? unreadable.toString() : "no such file")
                    .expected("a text file, one block string a line")
                    .cause(unreadable)
                    .build();
        }
    }

    private static UserException tooLong(String file) {
        return UserException.about("the file is too long for block strings")
                .where(file)
                .expected("at most " + MOST_BYTES + " bytes")
                .build();
    }
}
