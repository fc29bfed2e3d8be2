// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.plugin.PluginAdminService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks an archive into a folder that is empty. What an entry claims of itself is not believed: bytes are counted as
 * they come, names are held to a small alphabet and may not stand twice, also not in another case.
 */
final class ArchiveUnpacker {
    private static final int MAX_ENTRIES = 2000;
    private static final long MAX_ENTRY = PluginAdminService.LARGEST_ARCHIVE;
    private static final long MAX_TOTAL = 256L * 1024 * 1024;
    private static final int MAX_NAME = 300;
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_+@~-][A-Za-z0-9_+@~.-]*(/[A-Za-z0-9_+@~-][A-Za-z0-9_+@~.-]*)*");

    private final Set<String> names = new HashSet<>();
    private long total;

    private ArchiveUnpacker() {}

    static void unpack(Path archive, Path folder) {
        try {
            if (!Files.isRegularFile(archive)) {
                throw PluginErrors.invalid("There is no such file. file=" + archive);
            }
            if (Files.size(archive) > PluginAdminService.LARGEST_ARCHIVE) {
                throw PluginErrors.invalid(
                        "The archive is larger than " + PluginAdminService.LARGEST_ARCHIVE + " bytes.");
            }
            new ArchiveUnpacker().run(archive, folder);
        } catch (ZipException | IllegalArgumentException e) {
            throw PluginErrors.invalid("The file is not a feature archive: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw PluginErrors.invalid("The archive can't be read: " + e.getMessage() + ".", e);
        }
    }

    private void run(Path archive, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw PluginErrors.invalid("The archive has more than " + MAX_ENTRIES + " entries.");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = checked(entry);
                Path target = folder.resolve(name);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    copy(zip, entry, target);
                }
            }
        }
    }

    private String checked(ZipEntry entry) {
        String name = entry.isDirectory()
                ? entry.getName().substring(0, entry.getName().length() - 1)
                : entry.getName();
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw PluginErrors.invalid("The archive has an entry whose name is not allowed: " + shown(entry.getName()));
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw PluginErrors.invalid("The archive has two entries of one name: " + name);
        }
        return name;
    }

    private void copy(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[16 * 1024];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                total += read;
                if (size > MAX_ENTRY || total > MAX_TOTAL) {
                    throw PluginErrors.invalid("The archive unpacks to more than is allowed, at " + entry.getName());
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static String shown(String name) {
        String shortened = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return shortened
                .codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
                .collect(java.util.stream.Collectors.joining());
    }
}
