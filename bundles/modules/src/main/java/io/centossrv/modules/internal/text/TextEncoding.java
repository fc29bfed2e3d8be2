// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.SurrogateText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** What bytes of a file are which text. In UTF-8 each byte survives; in others what can't be told is refused. */
final class TextEncoding {
    private final Charset charset;

    private TextEncoding(Charset charset) {
        this.charset = charset;
    }

    static TextEncoding of(String name) {
        try {
            // Python's name of it, which Java doesn't know.
            return new TextEncoding(Charset.forName(name.equals("latin-1") ? "ISO-8859-1" : name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ModuleFailure("unknown encoding: " + name);
        }
    }

    String decode(byte[] bytes) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return SurrogateText.decode(bytes);
        }
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ModuleFailure("the file's content is not " + charset + " throughout");
        }
    }

    byte[] encode(String text) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return SurrogateText.encode(text);
        }
        try {
            ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new ModuleFailure("the replacement holds a character that " + charset + " has not");
        }
    }
}
