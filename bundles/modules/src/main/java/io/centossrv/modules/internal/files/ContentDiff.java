// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.Diff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The diff of a file whose content is replaced; what is binary or larger than 104,448 bytes is not shown. */
public final class ContentDiff {
    private static final long LARGEST = 104_448;

    private ContentDiff() {}

    /**
     * Returns the diff.
     *
     * @param label what the file is called
     * @param file the file as it is
     * @param source what the new content is called
     */
    public static Diff of(String label, Path file, String source, byte[] content) throws IOException {
        Map<String, Long> omitted = new HashMap<>();
        Optional<Object> before = Optional.of("");
        Optional<String> beforeHeader = Optional.empty();
        Optional<FileStatus> now = FileStatus.following(file);
        if (now.isPresent()) {
            if (!now.get().isRegular() || now.get().size() > LARGEST) {
                omitted.put("dst_larger", LARGEST);
                before = Optional.empty();
            } else {
                byte[] old = Files.readAllBytes(file);
                if (binary(old)) {
                    omitted.put("dst_binary", 1L);
                    before = Optional.empty();
                } else {
                    beforeHeader = Optional.of(label);
                    before = Optional.of(new String(old, StandardCharsets.UTF_8));
                }
            }
        }
        if (content.length > LARGEST) {
            omitted.put("src_larger", LARGEST);
        } else if (binary(content)) {
            omitted.put("src_binary", 1L);
        } else {
            return new Diff(
                    beforeHeader,
                    Optional.of(source),
                    before,
                    Optional.of(new String(content, StandardCharsets.UTF_8)),
                    omitted);
        }
        return new Diff(beforeHeader, Optional.empty(), before, Optional.empty(), omitted);
    }

    private static boolean binary(byte[] content) {
        for (byte one : content) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }
}
