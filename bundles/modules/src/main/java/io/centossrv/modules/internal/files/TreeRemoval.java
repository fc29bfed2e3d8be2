// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Removes a folder with all that is in it. Works on open folders, not on paths: who swaps a folder for a link meanwhile
 * does not lead it elsewhere.
 */
public final class TreeRemoval {
    private TreeRemoval() {}

    public static void remove(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException("the root folder is not removed");
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("this file system can't be worked on by open folders: " + parent);
            }
            removeFolder(secure, folder.getFileName());
        }
    }

    private static void removeFolder(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try (SecureDirectoryStream<Path> folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : folder) {
                remove(folder, entry.getFileName());
            }
        }
        parent.deleteDirectory(name);
    }

    private static void remove(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try {
            boolean isFolder = parent.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory();
            if (isFolder) {
                removeFolder(parent, name);
            } else {
                parent.deleteFile(name);
            }
        } catch (NoSuchFileException somebodyWasFaster) {
            return;
        }
    }
}
