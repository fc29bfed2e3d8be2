// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes a folder and the parents that it lacks; those that it makes get the attributes. */
public final class FolderChain {
    private final WantedAttributes attributes;

    public FolderChain(WantedAttributes attributes) {
        this.attributes = attributes;
    }

    public void create(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path one = folder; one != null && !Files.exists(one); one = one.getParent()) {
            missing.push(one);
        }
        for (Path one : missing) {
            try {
                Files.createDirectory(one);
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                if (!Files.isDirectory(one)) {
                    throw somebodyWasFaster;
                }
            }
            attributes.apply(one, one.toString(), false, Changes.ignored());
        }
    }
}
