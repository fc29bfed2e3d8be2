// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.SurrogateText;
import io.centossrv.playbook.module.WordExpansion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code ansible.builtin.known_hosts}: by which key a host is known. Needs no ssh-keygen. */
public final class KnownHostsModule implements Module {
    private static final String USUAL = "~/.ssh/known_hosts";
    private static final Pattern SEVERAL = Pattern.compile("\\S+(\\s+)?,(\\s+)?");
    private static final long LARGEST = 64L * 1024 * 1024;
    private static final int SALT = 20;

    @Override
    public String name() {
        return "ansible.builtin.known_hosts";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("name", STR).or("host").must(),
                ArgumentOption.of("key", STR),
                ArgumentOption.of("path", PATH).orElse(USUAL),
                ArgumentOption.of("hash_host", BOOL).orElse(false),
                ArgumentOption.of("state", STR).oneOf("absent", "present").orElse("present")));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        String label = WordExpansion.expand(context.arguments().required("path"), context.environment());
        try {
            ModuleResult result = enforce(context, label);
            ModuleResult told = context.check() ? result : PathInfo.added(context, result);
            return context.diff() ? told : told.with(List.of());
        } catch (ModuleFailure e) {
            return e.result();
        } catch (IOException e) {
            return ModuleResult.failed("Failed to write to file " + Errno.text(e, label), Map.of());
        }
    }

    private static ModuleResult enforce(ModuleContext context, String label) throws IOException {
        Arguments arguments = context.arguments();
        String host = arguments.required("name").toLowerCase(Locale.ROOT);
        Optional<String> text = arguments.text("key").map(String::strip).filter(key -> !key.isEmpty());
        boolean present = arguments.required("state").equals("present");
        if (text.isEmpty() && present) {
            throw new ModuleFailure("No key specified when adding a host");
        }
        Optional<HostKeyLine> key = text.map(line -> checked(host, line));
        Path file = context.path(label);
        String before = content(file, label);
        KnownHosts known = new KnownHosts(before, host);
        if (present) {
            add(known, host, key.orElseThrow(), text.orElseThrow(), arguments.flag("hash_host"));
        } else {
            key.ifPresentOrElse(known::remove, known::removeAll);
        }
        boolean existed = Files.exists(file);
        if (known.changed() && !context.check()) {
            new FileWriting(new WantedAttributes(Optional.empty(), Optional.empty(), Optional.empty()), ignored -> {})
                    .write(file, new ByteArrayInputStream(SurrogateText.encode(known.text())));
        }
        boolean told = !context.check() || (!present && key.isPresent() && !known.changed());
        return ModuleResult.of(known.changed(), told ? values(arguments, label) : Map.of())
                .with(List.of(new Diff(
                        Optional.of(existed ? label : "/dev/null"),
                        Optional.of(label),
                        Optional.of(before),
                        Optional.of(known.text()),
                        Map.of())));
    }

    private static HostKeyLine checked(String host, String line) {
        if (SEVERAL.matcher(host).find()) {
            throw new ModuleFailure("Comma separated list of names is not supported. "
                    + "Please pass a single name to lookup in the known_hosts file.");
        }
        return HostKeyLine.of(line)
                .filter(key -> key.isOf(host))
                .orElseThrow(
                        () -> new ModuleFailure("Host parameter does not match hashed host field in supplied key"));
    }

    private static void add(KnownHosts known, String host, HostKeyLine key, String text, boolean hash) {
        if (!hash) {
            known.add(key, text);
            return;
        }
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        HostKeyLine hashed = key.hashed(host, salt);
        known.add(hashed, text.replaceFirst(Pattern.quote(key.hosts()), hashed.hosts()));
    }

    private static String content(Path file, String label) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new ModuleFailure("Failed to read " + label + ": it is no regular file, or larger than 64 MiB");
        }
        return SurrogateText.decode(Files.readAllBytes(file));
    }

    private static Map<String, Object> values(Arguments arguments, String label) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", arguments.required("name"));
        values.put("key", arguments.raw("key").orElse(null));
        values.put("path", label);
        values.put("hash_host", arguments.flag("hash_host"));
        values.put("state", arguments.required("state"));
        return values;
    }
}
