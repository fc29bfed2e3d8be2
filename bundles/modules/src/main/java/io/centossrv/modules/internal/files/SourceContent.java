// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.util.Optional;

/**
 * What is copied to one place.
 *
 * @param content the bytes
 * @param name the file's name, which a folder as destination takes; empty for content that stands in the task
 * @param label what a diff calls it
 * @param mode the source's own mode, where it is known
 */
record SourceContent(byte[] content, Optional<String> name, Optional<String> label, Optional<Integer> mode) {
    static SourceContent ofTask(byte[] content) {
        return new SourceContent(content, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "SourceContent[bytes=" + content.length + ", name=" + name + "]";
    }
}
