// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.archives;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.INT;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.FileAttributeOptions;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code ansible.builtin.unarchive}: the content of an archive of tar in a folder of the node. */
public final class UnarchiveModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.unarchive";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("src", PATH).must(),
                ArgumentOption.of("dest", PATH).must(),
                ArgumentOption.of("remote_src", BOOL).orElse(false),
                ArgumentOption.of("creates", PATH),
                ArgumentOption.of("list_files", BOOL).orElse(false),
                ArgumentOption.of("keep_newer", BOOL).orElse(false),
                ArgumentOption.of("exclude", LIST).of(STR),
                ArgumentOption.of("include", LIST).of(STR),
                ArgumentOption.of("extra_opts", LIST).of(STR),
                ArgumentOption.of("validate_certs", BOOL).orElse(true),
                ArgumentOption.of("io_buffer_size", INT).orElse(65_536L),
                ArgumentOption.of("copy", BOOL).orElse(true),
                ArgumentOption.of("decrypt", BOOL).orElse(true)));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options).mutuallyExclusive("include", "exclude");
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        return Unarchive.ofNode(arguments) ? List.of() : List.of(new ProjectReference("src", "files", false));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        try {
            return new Unarchive(context).run();
        } catch (IOException e) {
            String dest = context.arguments().required("dest");
            throw new ModuleFailure("failed to unpack to " + dest + ": " + Errno.text(e, dest));
        }
    }
}
