// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What was kept of a stream, byte by byte.
 *
 * @param head its first bytes
 * @param dropped how many bytes between head and tail were not kept
 * @param tail its last bytes; empty where nothing was dropped
 */
public record KeptOutput(byte[] head, long dropped, byte[] tail) {
    /** Returns whether the head is all of it, and is text in UTF-8: then the text says everything. */
    public boolean isWholeText() {
        if (dropped > 0) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Returns it as text, with a line in between that says how much was left out. A byte that is no UTF-8 becomes a lone
     * surrogate, U+DC00 plus itself, as Python has it.
     */
    public String text() {
        String begin = SurrogateText.decode(head);
        return dropped == 0
                ? begin
                : begin + "\n[... " + dropped + " bytes left out ...]\n" + SurrogateText.decode(tail);
    }

    /** Output may hold secrets. */
    @Override
    public String toString() {
        return "KeptOutput[head=" + head.length + ", dropped=" + dropped + ", tail=" + tail.length + "]";
    }
}
