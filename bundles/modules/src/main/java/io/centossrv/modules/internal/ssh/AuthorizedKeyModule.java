// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.Changes;
import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.FolderChain;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.modules.internal.files.RealPath;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.modules.internal.system.Accounts;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.modules.internal.system.Login;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.SurrogateText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ansible.posix.authorized_key}: who may log in as a user by which key. */
public final class AuthorizedKeyModule implements Module {
    private static final long LARGEST = 16L * 1024 * 1024;

    @Override
    public String name() {
        return "ansible.posix.authorized_key";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("user", STR).must(),
                ArgumentOption.of("key", STR).must(),
                ArgumentOption.of("path", PATH),
                ArgumentOption.of("manage_dir", BOOL).orElse(true),
                ArgumentOption.of("state", STR).oneOf("absent", "present").orElse("present"),
                ArgumentOption.of("key_options", STR),
                ArgumentOption.of("exclusive", BOOL).orElse(false),
                ArgumentOption.of("comment", STR),
                ArgumentOption.of("validate_certs", BOOL).orElse(true),
                ArgumentOption.of("follow", BOOL).orElse(false)));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        try {
            ModuleResult result = enforce(context);
            return PathInfo.added(context, context.diff() ? result : result.with(List.of()));
        } catch (ModuleFailure e) {
            return e.result();
        } catch (IOException e) {
            String path = context.arguments().text("path").orElse("authorized_keys");
            return ModuleResult.failed("Failed to write to file " + Errno.text(e, path), Map.of());
        }
    }

    private static ModuleResult enforce(ModuleContext context) throws IOException {
        Arguments arguments = context.arguments();
        String user = arguments.required("user");
        Login login = Accounts.login(user)
                .orElseThrow(
                        () -> new ModuleFailure("Failed to lookup user " + user + ": it does not exist on this node"));
        String label = arguments.text("path").orElse(login.home() + "/.ssh/authorized_keys");
        Path file = arguments.flag("follow") ? RealPath.of(context.path(label)) : context.path(label);
        String before = content(file, label);
        AuthorizedKeys keys = new AuthorizedKeys(before);
        change(arguments, keys);
        Map<String, Object> values = values(arguments);
        values.put("keyfile", label);
        if (!keys.changed()) {
            return ModuleResult.of(false, values);
        }
        if (!context.check()) {
            write(file, login, arguments.flag("manage_dir"), keys.text());
        }
        return ModuleResult.of(true, values)
                .with(List.of(new Diff(
                        Optional.of(label),
                        Optional.of(file.toString()),
                        Optional.of(before),
                        Optional.of(keys.text()),
                        Map.of())));
    }

    private static String content(Path file, String label) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        if (Files.size(file) > LARGEST) {
            throw new ModuleFailure(label + " is larger than 16 MiB: it is not edited");
        }
        return SurrogateText.decode(Files.readAllBytes(file));
    }

    private static void change(Arguments arguments, AuthorizedKeys keys) {
        boolean present = arguments.required("state").equals("present");
        Set<String> wanted = new LinkedHashSet<>();
        for (AuthorizedKey key : given(arguments)) {
            if (present) {
                wanted.add(key.blob());
                keys.add(key);
            } else {
                keys.remove(key);
            }
        }
        if (present && arguments.flag("exclusive")) {
            keys.keepOnly(wanted);
        }
    }

    private static List<AuthorizedKey> given(Arguments arguments) {
        String text = arguments.required("key");
        if (text.startsWith("http")) {
            throw new ModuleFailure("a key at a URL is not supported yet: fetch it with get_url and look it up");
        }
        List<AuthorizedKey> keys = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                AuthorizedKey key =
                        AuthorizedKey.of(line).orElseThrow(() -> new ModuleFailure("invalid key specified: " + line));
                Optional<List<String>> options = arguments.text("key_options").map(AuthorizedKey::options);
                AuthorizedKey optioned = options.map(key::withOptions).orElse(key);
                keys.add(arguments.text("comment").map(optioned::withComment).orElse(optioned));
            }
        }
        return keys;
    }

    private static Map<String, Object> values(Arguments arguments) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : List.of(
                "user",
                "key",
                "path",
                "manage_dir",
                "state",
                "key_options",
                "exclusive",
                "comment",
                "validate_certs",
                "follow")) {
            values.put(name, arguments.raw(name).orElse(null));
        }
        return values;
    }

    /** The folder and the file are the user's own, for nobody else. */
    private static void write(Path file, Login login, boolean manageFolder, String text) throws IOException {
        Optional<String> owner = Optional.of(String.valueOf(login.uid()));
        Optional<String> group = Optional.of(String.valueOf(login.gid()));
        Path folder = file.toAbsolutePath().getParent();
        WantedAttributes none = new WantedAttributes(Optional.empty(), Optional.empty(), Optional.empty());
        WantedAttributes own = new WantedAttributes(owner, group, Optional.of("0700"));
        if (manageFolder) {
            if (!Files.exists(folder)) {
                Files.createDirectory(folder);
            }
            own.apply(folder.toRealPath(), folder.toString(), false, Changes.ignored());
        } else {
            new FolderChain(none).create(folder);
        }
        new FileWriting(own.withMode(Optional.of("0600")), ignored -> {})
                .write(file, new ByteArrayInputStream(SurrogateText.encode(text)));
    }
}
