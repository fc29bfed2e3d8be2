// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The times that a task asks for: {@code preserve}, {@code now}, or a point in time. */
final class WantedTimes {
    private static final String NOW = "now";
    private static final String PRESERVE = "preserve";

    private final Optional<Instant> modified;
    private final Optional<Instant> accessed;
    private final boolean bothNow;

    private WantedTimes(Optional<Instant> modified, Optional<Instant> accessed, boolean bothNow) {
        this.modified = modified;
        this.accessed = accessed;
        this.bothNow = bothNow;
    }

    /** Reads the options; where one is not given, a touch means now and all else leaves the time. */
    static WantedTimes of(ModuleContext context, boolean touch) {
        String fallback = touch ? NOW : PRESERVE;
        String modified = context.arguments().text("modification_time").orElse(fallback);
        String accessed = context.arguments().text("access_time").orElse(fallback);
        return new WantedTimes(
                point(context, modified, "modification_time_format"),
                point(context, accessed, "access_time_format"),
                modified.equals(NOW) && accessed.equals(NOW));
    }

    private static Optional<Instant> point(ModuleContext context, String text, String format) {
        if (text.equals(PRESERVE)) {
            return Optional.empty();
        }
        if (text.equals(NOW)) {
            return Optional.of(context.clock().instant());
        }
        String pattern = context.arguments().required(format);
        try {
            return Optional.of(TimeFormat.parse(text, pattern, context.clock().getZone()));
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("Error while obtaining timestamp for time " + text + " using format " + pattern
                    + ": " + e.getMessage());
        }
    }

    /** Sets the times of what a path leads to, in check mode only tells; returns whether it did or would. */
    boolean apply(Path path, String label, boolean check, Changes changes) {
        if (modified.isEmpty() && accessed.isEmpty()) {
            return false;
        }
        try {
            BasicFileAttributeView view = Files.getFileAttributeView(path, BasicFileAttributeView.class);
            FileTime wasModified = view.readAttributes().lastModifiedTime();
            FileTime wasAccessed = view.readAttributes().lastAccessTime();
            FileTime nowModified = modified.map(FileTime::from).orElse(wasModified);
            FileTime nowAccessed = accessed.map(FileTime::from).orElse(wasAccessed);
            if (!bothNow && same(nowModified, wasModified) && same(nowAccessed, wasAccessed)) {
                return false;
            }
            if (!check) {
                view.setTimes(nowModified, nowAccessed, null);
            }
            if (!same(nowModified, wasModified)) {
                changes.add("mtime", seconds(wasModified), seconds(nowModified));
            }
            if (!same(nowAccessed, wasAccessed)) {
                changes.add("atime", seconds(wasAccessed), seconds(nowAccessed));
            }
            return true;
        } catch (IOException e) {
            throw new ModuleFailure(
                    "Error while updating modification or access time: " + Errno.text(e, label), Map.of("path", label));
        }
    }

    private static boolean same(FileTime one, FileTime other) {
        // The JDK sets times in microseconds.
        return one.to(TimeUnit.MICROSECONDS) == other.to(TimeUnit.MICROSECONDS);
    }

    private static double seconds(FileTime time) {
        return time.to(TimeUnit.MICROSECONDS) / 1e6;
    }
}
