// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import io.centossrv.modules.internal.files.Checksum;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through folders, in the order of names, and keeps what a filter lets through. */
final class FolderWalk {
    private static final int MOST_FOUND = 100_000;

    private final ModuleContext context;
    private final FindFilter filter;
    private final boolean recurse;
    private final boolean follow;
    private final boolean hidden;
    private final long depth;
    private final List<Object> found = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private long examined;

    FolderWalk(ModuleContext context, FindFilter filter) {
        Arguments arguments = context.arguments();
        this.context = context;
        this.filter = filter;
        recurse = arguments.flag("recurse");
        follow = arguments.flag("follow");
        hidden = arguments.flag("hidden");
        depth = arguments.number("depth").filter(number -> number != 0).orElse(Long.MAX_VALUE);
    }

    /** A folder, how deep it lies, and the real paths of those above it, where links are followed. */
    private record Stop(Path folder, long depth, List<Path> above) {}

    void walk(Path root) throws IOException {
        Deque<Stop> stops = new ArrayDeque<>();
        stops.push(new Stop(root.normalize(), 1, List.of()));
        while (!stops.isEmpty()) {
            Stop stop = stops.pop();
            if (context.deadline().passed() || context.cancellation().isAsked()) {
                throw new ModuleFailure("the time was over before all files were seen, at " + stop.folder());
            }
            List<Stop> deeper = look(stop);
            for (int i = deeper.size() - 1; recurse && i >= 0; i--) {
                stops.push(deeper.get(i));
            }
        }
    }

    /** Looks at a folder's entries and returns the folders among them. */
    private List<Stop> look(Stop stop) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(stop.folder())) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        examined += entries.size();
        List<Stop> folders = new ArrayList<>();
        if (stop.depth() > depth) {
            return folders;
        }
        for (Path entry : entries) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) || (follow && Files.isDirectory(entry))) {
                inner(stop, entry).ifPresent(folders::add);
            }
            if (hidden || !entry.getFileName().toString().startsWith(".")) {
                keep(entry);
            }
        }
        return folders;
    }

    /** A link that leads back to a folder on its own way has no end. */
    private Optional<Stop> inner(Stop stop, Path folder) throws IOException {
        if (!follow) {
            return Optional.of(new Stop(folder, stop.depth() + 1, List.of()));
        }
        List<Path> above = new ArrayList<>(stop.above());
        above.add(stop.folder().toRealPath());
        return above.contains(folder.toRealPath())
                ? Optional.empty()
                : Optional.of(new Stop(folder, stop.depth() + 1, above));
    }

    private void keep(Path entry) {
        try {
            Optional<FileFacts> facts = FileFacts.of(entry, false);
            if (facts.isEmpty() || !filter.lets(entry, facts.get())) {
                return;
            }
            if (found.size() == MOST_FOUND) {
                throw new ModuleFailure("more than " + MOST_FOUND + " files match: narrow the search");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("path", entry.toString());
            values.put("pw_name", "");
            values.put("gr_name", "");
            values.putAll(facts.get().values());
            if (context.arguments().flag("get_checksum") && facts.get().is("isreg")) {
                values.put("checksum", Checksum.sha1(entry).orElse(null));
            }
            found.add(values);
        } catch (IOException e) {
            skipped.put(entry.toString(), Errno.text(e, entry.toString()));
        }
    }

    List<Object> found() {
        return found;
    }

    /** Returns what could not be looked at, and why. */
    Map<String, String> skipped() {
        return skipped;
    }

    long examined() {
        return examined;
    }
}
