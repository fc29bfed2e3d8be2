// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stat(2) tells of a file.
 *
 * @param state link, directory, hard (a file with several names) or file, as Ansible calls it
 * @param mode permission bits with setuid, setgid and sticky
 * @param identity device and inode
 */
public record FileStatus(
        String state,
        int mode,
        int uid,
        int gid,
        String owner,
        String group,
        long size,
        int links,
        String identity,
        FileTime modified,
        FileTime accessed) {
    static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int FOLDER = 0040000;
    private static final int REGULAR = 0100000;

    /** Returns the status of what is there itself, also of a link; empty where nothing is. */
    public static Optional<FileStatus> of(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the status of what a path leads to; empty where it leads nowhere. */
    public static Optional<FileStatus> following(Path path) throws IOException {
        return read(path);
    }

    private static Optional<FileStatus> read(Path path, LinkOption... options) throws IOException {
        Map<String, Object> found;
        try {
            found = Files.readAttributes(path, "unix:*", options);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
        int bits = (Integer) found.get("mode");
        int links = (Integer) found.get("nlink");
        String state =
                switch (bits & TYPE) {
                    case LINK -> "link";
                    case FOLDER -> "directory";
                    default -> links > 1 ? "hard" : "file";
                };
        return Optional.of(new FileStatus(
                (bits & TYPE) == REGULAR || !state.equals("file") ? state : "special",
                bits & PERMISSIONS,
                (Integer) found.get("uid"),
                (Integer) found.get("gid"),
                found.get("owner").toString(),
                found.get("group").toString(),
                (Long) found.get("size"),
                links,
                found.get("dev") + ":" + found.get("ino"),
                (FileTime) found.get("lastModifiedTime"),
                (FileTime) found.get("lastAccessTime")));
    }

    public FileStatus withMode(int other) {
        return new FileStatus(state, other, uid, gid, owner, group, size, links, identity, modified, accessed);
    }

    public boolean isLink() {
        return state.equals("link");
    }

    public boolean isFolder() {
        return state.equals("directory");
    }

    /** Returns whether it is a regular file, by one name or several. */
    public boolean isRegular() {
        return state.equals("file") || state.equals("hard");
    }

    /** Returns what Ansible calls it, which knows nothing more special than a file. */
    public String shownState() {
        return state.equals("special") ? "file" : state;
    }

    /** Returns permission bits as Ansible writes them: a 0 and at least three octal digits. */
    public static String octal(int mode) {
        return String.format(Locale.ROOT, "0%03o", mode);
    }
}
