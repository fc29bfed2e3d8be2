// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What stat(2) tells of a file, under the names that {@code stat} and {@code find} give it. */
final class FileFacts {
    private static final int TYPE = 0170000;
    private static final double MICROS = 1e6;

    private static final Map<String, Integer> KINDS = Map.of(
            "isdir", 0040000,
            "ischr", 0020000,
            "isblk", 0060000,
            "isreg", 0100000,
            "isfifo", 0010000,
            "islnk", 0120000,
            "issock", 0140000);

    private static final String[] PERMISSIONS = {
        "xoth", "woth", "roth", "xgrp", "wgrp", "rgrp", "xusr", "wusr", "rusr", "", "isgid", "isuid"
    };

    private final Map<String, Object> found;

    private FileFacts(Map<String, Object> found) {
        this.found = found;
    }

    /** Returns the facts of what is there, of a link itself where it isn't followed; empty where nothing is. */
    static Optional<FileFacts> of(Path path, boolean follow) throws IOException {
        LinkOption[] options = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        try {
            return Optional.of(new FileFacts(Files.readAttributes(path, "unix:*", options)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                throw new NotDirectoryException(path.toString());
            }
            throw e;
        }
    }

    /** Returns whether it is of the kind that a name such as {@code isdir} tells. */
    boolean is(String kind) {
        return ((Integer) found.get("mode") & TYPE) == KINDS.get(kind);
    }

    long size() {
        return (Long) found.get("size");
    }

    /** Returns a time, {@code atime}, {@code ctime} or {@code mtime}, in seconds since 1970. */
    double time(String name) {
        FileTime time =
                switch (name) {
                    case "atime" -> (FileTime) found.get("lastAccessTime");
                    case "ctime" -> (FileTime) found.get("ctime");
                    default -> (FileTime) found.get("lastModifiedTime");
                };
        return time.to(TimeUnit.MICROSECONDS) / MICROS;
    }

    /** Returns all of it. */
    Map<String, Object> values() {
        int mode = (Integer) found.get("mode");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mode", String.format(Locale.ROOT, "%04o", mode & 07777));
        KINDS.keySet().forEach(kind -> values.put(kind, is(kind)));
        for (String name : new String[] {"uid", "gid", "nlink"}) {
            values.put(name, ((Number) found.get(name)).longValue());
        }
        values.put("size", size());
        values.put("inode", found.get("ino"));
        values.put("dev", found.get("dev"));
        for (String name : new String[] {"atime", "mtime", "ctime"}) {
            values.put(name, time(name));
        }
        for (int bit = 0; bit < PERMISSIONS.length; bit++) {
            if (!PERMISSIONS[bit].isEmpty()) {
                values.put(PERMISSIONS[bit], (mode & 1 << bit) != 0);
            }
        }
        named("owner", (Integer) found.get("uid")).ifPresent(name -> values.put("pw_name", name));
        named("group", (Integer) found.get("gid")).ifPresent(name -> values.put("gr_name", name));
        return values;
    }

    /** Java answers with the number where there is no name. */
    private Optional<String> named(String key, int number) {
        return Optional.of(found.get(key).toString()).filter(name -> !name.equals(Integer.toUnsignedString(number)));
    }

    /** Returns the number of the device that it stands for. */
    long device() {
        return ((Number) found.get("rdev")).longValue();
    }
}
