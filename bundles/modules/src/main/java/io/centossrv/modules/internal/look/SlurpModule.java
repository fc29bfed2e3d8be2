// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import static io.centossrv.playbook.module.ArgumentType.PATH;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ansible.builtin.slurp}: a file's content, in Base64. Changes nothing. */
public final class SlurpModule implements Module {
    private static final int LARGEST = 64 * 1024 * 1024;

    @Override
    public String name() {
        return "ansible.builtin.slurp";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(ArgumentOption.of("src", PATH).or("path").must()));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        String source = context.arguments().required("src");
        Path path = context.path(source);
        if (Files.isDirectory(path)) {
            return ModuleResult.failed("source is a directory and must be a file: " + source, Map.of());
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            // A device such as /dev/zero has no end.
            content = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            return ModuleResult.failed("file not found: " + source, Map.of());
        } catch (AccessDeniedException e) {
            return ModuleResult.failed("file is not readable: " + source, Map.of());
        } catch (IOException e) {
            return ModuleResult.failed("unable to slurp file: " + Errno.text(e, source), Map.of());
        }
        if (content.length > LARGEST) {
            return ModuleResult.failed(
                    "unable to slurp file: " + source + " is larger than 64 MiB; use fetch for it", Map.of());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("content", Base64.getEncoder().encodeToString(content));
        values.put("source", source);
        values.put("encoding", "base64");
        return ModuleResult.of(false, values);
    }
}
