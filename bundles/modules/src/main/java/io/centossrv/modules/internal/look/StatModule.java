// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.Checksum;
import io.centossrv.modules.internal.files.RealPath;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.stat}: what is at a path. Changes nothing. */
public final class StatModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.stat";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("path", PATH).or("dest", "name").must(),
                ArgumentOption.of("follow", BOOL).orElse(false),
                ArgumentOption.of("get_md5", BOOL).orElse(false),
                ArgumentOption.of("get_checksum", BOOL).orElse(true),
                ArgumentOption.of("get_mime", BOOL)
                        .or("mime", "mime_type", "mime-type")
                        .orElse(true),
                ArgumentOption.of("get_attributes", BOOL)
                        .or("attr", "attributes")
                        .orElse(true),
                ArgumentOption.of("checksum_algorithm", STR)
                        .or("checksum", "checksum_algo")
                        .oneOf("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
                        .orElse("sha1")));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        String path = context.arguments().required("path");
        try {
            return ModuleResult.of(false, Map.of("stat", stat(context, path)));
        } catch (IOException e) {
            return ModuleResult.failed(Errno.text(e, path), Map.of());
        }
    }

    private static Map<String, Object> stat(ModuleContext context, String label) throws IOException {
        Arguments arguments = context.arguments();
        Path path = context.path(label);
        Optional<FileFacts> found = FileFacts.of(path, arguments.flag("follow"));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("exists", found.isPresent());
        if (found.isEmpty()) {
            return values;
        }
        FileFacts facts = found.get();
        values.put("path", label);
        values.putAll(facts.values());
        values.put("device_type", facts.device());
        boolean readable = Files.isReadable(path);
        values.put("readable", readable);
        values.put("writeable", Files.isWritable(path));
        values.put("executable", Files.isExecutable(path));
        if (facts.is("islnk")) {
            values.put("lnk_source", RealPath.of(path).toString());
            values.put("lnk_target", Files.readSymbolicLink(path).toString());
        }
        if (facts.is("isreg") && readable) {
            sums(arguments, path, values);
        }
        FileTools tools = new FileTools(context);
        if (arguments.flag("get_mime")) {
            values.putAll(tools.mime(path, facts));
        }
        if (arguments.flag("get_attributes")) {
            values.putAll(tools.attributes(path, facts));
        }
        return values;
    }

    private static void sums(Arguments arguments, Path path, Map<String, Object> values) throws IOException {
        if (arguments.flag("get_md5")) {
            values.put("md5", Checksum.ofFile(path, "MD5"));
        }
        if (arguments.flag("get_checksum")) {
            String algorithm = arguments.required("checksum_algorithm").toUpperCase(Locale.ROOT);
            values.put("checksum", Checksum.ofFile(path, algorithm.replace("SHA", "SHA-")));
        }
    }
}
