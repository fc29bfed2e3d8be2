// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a package says of itself (RPM's file format, version 3 and 4: lead, signature, header), so that a host is refused
 * before anything is copied to it.
 *
 * @param name of the package
 * @param architecture as {@code uname -m} says it, or {@code noarch}
 * @param library the newest version of the C library that it needs; empty where it needs none
 */
record RpmHeader(String name, String architecture, Optional<String> library) {
    private static final Pattern GLIBC = Pattern.compile("libc\\.so\\.6\\(GLIBC_([0-9.]{1,20})\\)(\\(64bit\\))?");
    private static final int LEAD = 96;
    private static final int LEAD_MAGIC = 0xedabeedb;
    private static final int MAGIC = 0x8eade801;
    private static final int NAME = 1000;
    private static final int ARCHITECTURE = 1022;
    private static final int REQUIRES = 1049;
    private static final int ENTRY = 16;
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_BYTES = 32 << 20;

    /** Reads the beginning of a package. */
    static RpmHeader read(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readInt() != LEAD_MAGIC) {
                throw noPackage(file);
            }
            in.skipNBytes(LEAD - Integer.BYTES);
            int signature = section(in, file).data().length;
            in.skipNBytes((8 - signature % 8) % 8);
            Section header = section(in, file);
            return new RpmHeader(
                    header.first(NAME).orElse(""),
                    header.first(ARCHITECTURE).orElse(""),
                    library(header.texts(REQUIRES)));
        } catch (EOFException e) {
            throw noPackage(file);
        } catch (IOException e) {
            throw Failure.of(ExitCode.USAGE, "file-unreadable", "The package " + file + " can't be read.");
        }
    }

    private static Optional<String> library(List<String> needs) {
        return needs.stream()
                .map(GLIBC::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .reduce((a, b) -> HostCheck.older(a, b) ? b : a);
    }

    private static Section section(DataInputStream in, Path file) throws IOException {
        int magic = in.readInt();
        in.skipNBytes(Integer.BYTES);
        int entries = in.readInt();
        int bytes = in.readInt();
        if (magic != MAGIC || entries < 0 || entries > MOST_ENTRIES || bytes < 0 || bytes > MOST_BYTES) {
            throw noPackage(file);
        }
        byte[] index = new byte[entries * ENTRY];
        in.readFully(index);
        byte[] data = new byte[bytes];
        in.readFully(data);
        return new Section(index, data);
    }

    private static Failure noPackage(Path file) {
        return Failure.of(ExitCode.USAGE, "file-invalid", "The file " + file + " is no RPM.");
    }

    /** An index of tags and what they point into. */
    private record Section(byte[] index, byte[] data) {
        Optional<String> first(int tag) {
            return texts(tag).stream().findFirst();
        }

        List<String> texts(int tag) {
            ByteBuffer entries = ByteBuffer.wrap(index);
            while (entries.hasRemaining()) {
                int found = entries.getInt();
                entries.getInt();
                int offset = entries.getInt();
                int count = entries.getInt();
                if (found == tag) {
                    return texts(offset, count);
                }
            }
            return List.of();
        }

        private List<String> texts(int offset, int count) {
            List<String> texts = new ArrayList<>();
            int from = Math.max(0, offset);
            while (texts.size() < count && from < data.length) {
                int to = from;
                while (to < data.length && data[to] != 0) {
                    to++;
                }
                texts.add(new String(data, from, to - from, StandardCharsets.UTF_8));
                from = to + 1;
            }
            return texts;
        }
    }
}
