// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.MODE;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.RAW;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.ProjectReference;
import io.centossrv.playbook.module.PythonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.copy}: content, a file or a folder, of the project or of the node, to a place on the node. */
public final class CopyModule implements Module {
    static final String PRESERVE = "preserve";

    @Override
    public String name() {
        return "ansible.builtin.copy";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("src", PATH),
                ArgumentOption.of("content", RAW),
                ArgumentOption.of("dest", PATH).must(),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("force", BOOL).or("thirsty").orElse(true),
                ArgumentOption.of("validate", STR),
                ArgumentOption.of("directory_mode", MODE),
                ArgumentOption.of("remote_src", BOOL).orElse(false),
                ArgumentOption.of("follow", BOOL).orElse(false),
                ArgumentOption.of("local_follow", BOOL).orElse(true),
                ArgumentOption.of("checksum", STR),
                ArgumentOption.of("decrypt", BOOL).orElse(true)));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options).mutuallyExclusive("src", "content").requiredOneOf("src", "content");
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        List<ArgumentMistake> mistakes = new ArrayList<>(FileAttributeOptions.review(arguments, true));
        if (arguments.has("content") && arguments.required("dest").endsWith("/")) {
            mistakes.add(
                    new ArgumentMistake("bad-choice", Optional.of("dest"), "can not use content with a dir as dest"));
        }
        boolean placeholder = arguments.text("validate").orElse("%s").contains("%s");
        if (!placeholder) {
            mistakes.add(new ArgumentMistake(
                    "bad-choice", Optional.of("validate"), "validate must contain %s, where the file's path goes"));
        }
        return mistakes;
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        boolean preserves = arguments.raw("mode").filter(PRESERVE::equals).isPresent();
        return arguments.flag("remote_src") || !arguments.has("src")
                ? List.of()
                : List.of(new ProjectReference("src", "files", preserves));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        ModuleResult result;
        try {
            result = dispatch(context);
        } catch (ModuleFailure e) {
            result = e.result();
        } catch (IOException e) {
            result = ModuleResult.failed(
                    "failed to copy: " + Errno.text(e, context.arguments().required("dest")), Map.of());
        }
        return context.diff() ? result : result.with(List.of());
    }

    private static ModuleResult dispatch(ModuleContext context) throws IOException {
        Arguments arguments = context.arguments();
        if (arguments.has("content")) {
            if (arguments.required("dest").endsWith("/")) {
                throw new ModuleFailure("can not use content with a dir as dest");
            }
            byte[] content = content(arguments.raw("content").orElseThrow());
            return new ContentCopy(context).copy(SourceContent.ofTask(content));
        }
        if (arguments.flag("remote_src")) {
            return new RemoteCopy(context).copy();
        }
        return new ProjectCopy(context).copy();
    }

    private static byte[] content(Object value) {
        boolean structured = value instanceof Map<?, ?> || value instanceof List<?>;
        return (structured ? PythonText.json(value) : PythonText.text(value)).getBytes(StandardCharsets.UTF_8);
    }
}
