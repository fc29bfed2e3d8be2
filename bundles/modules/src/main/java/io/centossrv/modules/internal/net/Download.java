// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.modules.internal.files.Backup;
import io.centossrv.modules.internal.files.Changes;
import io.centossrv.modules.internal.files.Checksum;
import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One download: asked for, compared and verified beside its place, and only then put there. */
final class Download {
    private static final int LARGEST_LIST = 16 * 1024 * 1024;

    private final ModuleContext context;
    private final Arguments arguments;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final WantedAttributes attributes;
    private final String url;

    Download(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.attributes = WantedAttributes.of(arguments);
        this.url = arguments.required("url");
        values.put("checksum_dest", null);
        values.put("checksum_src", null);
        values.put("dest", arguments.required("dest"));
        values.put("elapsed", 0L);
        values.put("url", Address.shown(url));
    }

    ModuleResult run() throws IOException {
        Optional<ExpectedChecksum> written = ExpectedChecksum.of(arguments.required("checksum"), values);
        Path folder = temporaryFolder();
        Path file = Files.createTempFile(folder, "centossrv-", ".download");
        try {
            return run(written, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Path temporaryFolder() {
        Path folder = context.path(arguments.text("tmp_dest").orElse(System.getProperty("java.io.tmpdir")));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        throw new ModuleFailure(
                Files.exists(folder)
                        ? folder + " is a file but should be a directory."
                        : folder + " directory does not exist.",
                Map.of("elapsed", 0L));
    }

    private ModuleResult run(Optional<ExpectedChecksum> written, Path file) throws IOException {
        HttpConversation conversation = new HttpConversation(context, Redirects.USUAL, Optional.empty());
        Optional<ExpectedChecksum> expected = written.isPresent()
                ? Optional.of(resolved(written.get(), conversation, file).cleaned(values))
                : written;
        Path dest = context.path(arguments.required("dest"));
        boolean isFolder = Files.isDirectory(dest);
        boolean exists = !isFolder && Files.exists(dest);
        boolean force = arguments.flag("force");
        if (exists && !force && expected.isPresent()) {
            String now = Digests.of(Files.newInputStream(dest), expected.get().algorithm());
            if (now.equals(expected.get().hash())) {
                boolean changed = attributes.apply(dest, dest.toString(), context.check(), Changes.ignored());
                return told(ModuleResult.of(changed, values)
                        .saying("file already exists" + (changed ? " but file attributes changed" : "")));
            }
            force = true;
        }
        HttpAnswer answer =
                ask(conversation, question(dest, exists && !force, force), file, isFolder || exists, expected);
        return answer.status() == 304 ? unmodified(answer) : place(answer, dest, isFolder, expected);
    }

    private ModuleResult unmodified(HttpAnswer answer) throws IOException {
        Path dest = context.path(arguments.required("dest"));
        boolean changed = attributes.apply(dest, dest.toString(), context.check(), Changes.ignored());
        Map<String, Object> told = new LinkedHashMap<>(values);
        told.remove("checksum_dest");
        told.remove("checksum_src");
        told.put("status_code", 304L);
        return told(ModuleResult.of(changed, told).saying(answer.message()));
    }

    private Question question(Path dest, boolean ifNewer, boolean force) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (force) {
            headers.put("Cache-Control", "no-cache");
        } else if (ifNewer) {
            headers.put(
                    "If-Modified-Since",
                    HttpDate.text(Files.getLastModifiedTime(dest).toInstant()));
        }
        return RequestHeaders.added(new Question("GET", url, headers, Optional.empty()), arguments);
    }

    private ExpectedChecksum resolved(ExpectedChecksum written, HttpConversation conversation, Path file)
            throws IOException {
        if (!written.isUrl()) {
            return written;
        }
        Question question =
                RequestHeaders.added(new Question("GET", written.hash(), Map.of(), Optional.empty()), arguments);
        HttpAnswer answer = asked(conversation, question, file);
        try (InputStream in = answer.open()) {
            byte[] list = in.readNBytes(LARGEST_LIST);
            return written.in(new String(list, StandardCharsets.UTF_8), fileName(Address.of(url)));
        } catch (HttpTrouble e) {
            throw failure(e);
        }
    }

    /** In check mode a HEAD tells enough where nothing is there to compare with; not each server can HEAD. */
    private HttpAnswer ask(
            HttpConversation conversation,
            Question question,
            Path file,
            boolean compares,
            Optional<ExpectedChecksum> expected)
            throws IOException {
        if (context.check() && !compares && expected.isEmpty()) {
            try {
                HttpAnswer head = conversation.ask(question.to("HEAD", question.url(), false), file);
                if (head.good()) {
                    return head;
                }
            } catch (HttpTrouble e) {
                throw failure(e);
            }
        }
        return asked(conversation, question, file);
    }

    private HttpAnswer asked(HttpConversation conversation, Question question, Path file) throws IOException {
        Instant start = context.clock().instant();
        try {
            HttpAnswer answer = conversation.ask(question, file);
            values.put(
                    "elapsed",
                    java.time.Duration.between(start, context.clock().instant()).toSeconds());
            if (answer.status() != 200 && answer.status() != 304) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("status_code", (long) answer.status());
                told.put("response", answer.message());
                told.put("url", Address.shown(question.url()));
                told.put("dest", arguments.required("dest"));
                throw new ModuleFailure("Request failed", told);
            }
            return answer;
        } catch (HttpTrouble e) {
            throw failure(e);
        }
    }

    private ModuleFailure failure(HttpTrouble trouble) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("url", values.get("url"));
        told.put("dest", values.get("dest"));
        told.put("elapsed", values.get("elapsed"));
        return new ModuleFailure(String.valueOf(trouble.getMessage()), told);
    }

    private static String fileName(Address address) {
        String path = String.valueOf(address.uri().getRawPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() || name.equals("null") || name.equals("..") ? "index.html" : name;
    }

    private ModuleResult place(HttpAnswer answer, Path wanted, boolean isFolder, Optional<ExpectedChecksum> expected)
            throws IOException {
        Path dest = wanted;
        if (isFolder) {
            try {
                dest = wanted.resolve(GivenName.in(answer).orElse(fileName(Address.of(answer.url()))));
            } catch (HttpTrouble e) {
                throw failure(e);
            }
            values.put("dest", dest.toString());
        }
        boolean known = !answer.method().equals("HEAD");
        if (known) {
            values.put("checksum_src", Digests.of(answer.open(), "sha1"));
        } else {
            values.remove("checksum_src");
        }
        Optional<String> now = Checksum.sha1(dest);
        now.ifPresent(sum -> values.put("checksum_dest", sum));
        Path parent = dest.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw new ModuleFailure("Destination " + parent + " does not exist", values);
        }
        if (expected.isPresent()) {
            verify(answer, dest, expected.get());
        }
        boolean same = known && now.filter(values.get("checksum_src")::equals).isPresent();
        boolean changed = !same;
        if (same) {
            changed = attributes.apply(dest, dest.toString(), context.check(), Changes.ignored());
        } else if (context.check()) {
            attributes.uid(dest.toString());
            attributes.gid(dest.toString());
        } else {
            if (arguments.flag("backup")) {
                Backup.of(dest, context.clock()).ifPresent(path -> values.put("backup_file", path));
            }
            try (InputStream in = answer.open()) {
                new FileWriting(attributes, ready -> {}).write(dest, in);
            }
        }
        if (!context.check()) {
            values.put("md5sum", Digests.of(Files.newInputStream(dest), "md5"));
            values.put("status_code", answer.url().startsWith("file:") ? null : (Object) (long) answer.status());
        }
        return told(ModuleResult.of(changed, values).saying(answer.message()));
    }

    private void verify(HttpAnswer answer, Path dest, ExpectedChecksum expected) throws IOException {
        String actual = Digests.of(answer.open(), expected.algorithm());
        if (!actual.equals(expected.hash())) {
            throw new ModuleFailure(
                    "The checksum for " + dest + " did not match " + expected.hash() + "; it was " + actual + ".",
                    values);
        }
    }

    private ModuleResult told(ModuleResult result) {
        return PathInfo.added(context, result);
    }
}
