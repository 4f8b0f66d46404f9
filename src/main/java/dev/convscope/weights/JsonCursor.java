package dev.convscope.weights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the little JSON that a safetensors header is made of: objects, strings, and lists of whole
/// numbers.
final class JsonCursor {
    private final String text;
    private int at;

    JsonCursor(String text) {
        this.text = text;
    }

    /// Reads an object; `member` is called with each key and reads the value.
    void object(Consumer<String> member) {
        expect('{');
        Set<String> keys = new HashSet<>();
        if (take('}')) return;
        do {
            String key = string();
            if (!keys.add(key)) throw wrong("key '" + key + "' is there twice");
            expect(':');
            member.accept(key);
        } while (take(','));
        expect('}');
    }

    List<Long> integers() {
        expect('[');
        List<Long> values = new ArrayList<>();
        if (take(']')) return values;
        do {
            values.add(integer());
        } while (take(','));
        expect(']');
        return values;
    }

    private long integer() {
        skipSpace();
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') at++;
        while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
        try {
            return Long.parseLong(text, start, at, 10);
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a whole number is expected", e);
        }
    }

    String string() {
        expect('"');
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return value.toString();
            value.append(c == '\\' ? escaped() : c);
        }
        throw wrong("a string does not end");
    }

    private char escaped() {
        if (at == text.length()) throw wrong("a string does not end");
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw wrong("'\\" + c + "' is no escape");
        };
    }

    private char hexadecimal() {
        if (at + 4 > text.length()) throw wrong("a string does not end");
        try {
            char c = (char) Integer.parseUnsignedInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException e) {
            throw wrong("an escape has four hexadecimal digits", e);
        }
    }

    /// Nothing but white space may be left.
    void end() {
        skipSpace();
        if (at < text.length()) throw wrong("something is left over");
    }

    private void expect(char c) {
        if (!take(c)) throw wrong("'" + c + "' is expected");
    }

    private boolean take(char c) {
        skipSpace();
        if (at == text.length() || text.charAt(at) != c) return false;
        at++;
        return true;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private IllegalArgumentException wrong(String what) {
        return wrong(what, null);
    }

    private IllegalArgumentException wrong(String what, Throwable cause) {
        return new IllegalArgumentException(
                "its header is not readable: " + what + " at character " + at, cause);
    }
}
