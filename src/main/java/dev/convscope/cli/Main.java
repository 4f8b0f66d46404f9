package dev.convscope.cli;

/// The program.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Convscope.run(Terminal.ofProcess(), args));
    }
}
