// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** {@code ansible.builtin.tempfile}: a file or folder of a name that nobody knows beforehand, for its maker only. */
public final class TempfileModule implements Module {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_";
    private static final int LENGTH = 8;
    private static final int ATTEMPTS = 100;

    @Override
    public String name() {
        return "ansible.builtin.tempfile";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("state", STR).oneOf("file", "directory").orElse("file"),
                ArgumentOption.of("path", PATH),
                ArgumentOption.of("prefix", STR).orElse("ansible."),
                ArgumentOption.of("suffix", STR).orElse("")));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        if (context.check()) {
            return ModuleResult.of(false, Map.of())
                    .withSkipped(true, true)
                    .saying("remote module (ansible.builtin.tempfile) does not support check mode");
        }
        try {
            return PathInfo.added(context, ModuleResult.of(true, Map.of("path", make(context))));
        } catch (ModuleFailure e) {
            return e.result();
        }
    }

    private static String make(ModuleContext context) {
        Arguments arguments = context.arguments();
        String folder = arguments
                .text("path")
                .orElse(context.environment().getOrDefault("TMPDIR", "/tmp"))
                .replaceFirst("(?<=.)/+$", "");
        String label = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            label = folder + "/" + arguments.required("prefix") + random() + arguments.required("suffix");
            try {
                if (make(context.path(label), arguments.required("state").equals("directory"))) {
                    return label;
                }
            } catch (IOException e) {
                throw new ModuleFailure(Errno.text(e, label));
            }
        }
        throw new ModuleFailure("no free name was found, at last not " + label);
    }

    /** Returns false where the name is taken. */
    private static boolean make(Path path, boolean folder) throws IOException {
        FileAttribute<?> own = PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(folder ? "rwx------" : "rw-------"));
        try {
            if (folder) {
                Files.createDirectory(path, own);
            } else {
                Files.createFile(path, own);
            }
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
