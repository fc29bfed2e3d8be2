// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Accounts;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Owner, group and mode that a task asks for.
 *
 * @param owner name or number
 * @param group name or number
 * @param mode as {@link ModeExpression} takes it
 */
public record WantedAttributes(Optional<String> owner, Optional<String> group, Optional<Object> mode) {
    public static WantedAttributes of(Arguments arguments) {
        return new WantedAttributes(arguments.text("owner"), arguments.text("group"), arguments.raw("mode"));
    }

    public WantedAttributes withMode(Optional<Object> other) {
        return new WantedAttributes(owner, group, other);
    }

    /**
     * Makes a file so where it is not, in check mode only tells.
     *
     * @param label how the path is called in messages
     * @param changes takes before and after; what is there already stays
     * @return whether something changed or would
     */
    public boolean apply(Path path, String label, boolean check, Changes changes) throws IOException {
        Optional<FileStatus> found = FileStatus.of(path);
        if (found.isEmpty()) {
            if (check) {
                return owner.isPresent() || group.isPresent() || mode.isPresent();
            }
            throw new ModuleFailure("file (" + label + ") is absent, cannot continue", Map.of("path", label));
        }
        FileStatus now = found.get();
        boolean changed = own(path, label, now, check, changes);
        int wanted = mode(now, label);
        if (wanted != now.mode()) {
            changes.add("mode", FileStatus.octal(now.mode()), FileStatus.octal(wanted));
            // Linux has no modes of links: nothing changes, whatever the wish.
            if (!now.isLink()) {
                changed = true;
                if (!check) {
                    chmod(path, label, wanted, now);
                }
            }
        } else if (changed && !check && (now.mode() & 06000) != 0) {
            // chown(2) clears setuid and setgid.
            chmod(path, label, wanted, now);
        }
        return changed;
    }

    /** Returns the mode that a file of this status is to have. */
    public int mode(FileStatus now, String label) {
        if (mode.isEmpty()) {
            return now.mode();
        }
        try {
            return ModeExpression.resolve(mode.get(), now.mode(), now.isFolder());
        } catch (IllegalArgumentException e) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("path", label);
            values.put("details", e.getMessage());
            throw new ModuleFailure("mode must be in octal or symbolic form", values);
        }
    }

    public Optional<Integer> uid(String label) {
        return owner.map(name -> Accounts.user(name)
                .orElseThrow(() ->
                        new ModuleFailure("chown failed: failed to look up user " + name, Map.of("path", label))));
    }

    public Optional<Integer> gid(String label) {
        return group.map(name -> Accounts.group(name)
                .orElseThrow(() ->
                        new ModuleFailure("chgrp failed: failed to look up group " + name, Map.of("path", label))));
    }

    private boolean own(Path path, String label, FileStatus now, boolean check, Changes changes) {
        boolean changed = false;
        Optional<Integer> uid = uid(label).filter(number -> number != now.uid());
        Optional<Integer> gid = gid(label).filter(number -> number != now.gid());
        if (uid.isPresent()) {
            changes.add("owner", (long) now.uid(), (long) uid.get());
            changed = true;
            set(path, label, "unix:uid", uid.get(), "chown failed", check);
        }
        if (gid.isPresent()) {
            changes.add("group", (long) now.gid(), (long) gid.get());
            changed = true;
            set(path, label, "unix:gid", gid.get(), "chgrp failed", check);
        }
        return changed;
    }

    private static void set(Path path, String label, String attribute, int value, String failure, boolean check) {
        if (check) {
            return;
        }
        try {
            Files.setAttribute(path, attribute, value, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new ModuleFailure(failure + ": " + Errno.text(e, label), Map.of("path", label));
        }
    }

    private static void chmod(Path path, String label, int mode, FileStatus now) {
        try {
            if (now.isFolder() || now.isRegular()) {
                setMode(path, mode);
            } else {
                // A pipe or device: opening it, which the way without links does, may block or have effects.
                Files.setAttribute(path, "unix:mode", mode);
            }
        } catch (IOException e) {
            throw new ModuleFailure("chmod failed: " + Errno.text(e, label), Map.of("path", label));
        }
    }

    /** Sets a mode without following a link that took the file's place since it was looked at. */
    private static void setMode(Path path, int mode) throws IOException {
        try {
            Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        } catch (java.nio.file.AccessDeniedException unreadable) {
            // The way without links opens the file, which its owner may not be allowed to: 0200, say.
            if (Files.isSymbolicLink(path)) {
                throw unreadable;
            }
            Files.setAttribute(path, "unix:mode", mode);
        }
    }
}
