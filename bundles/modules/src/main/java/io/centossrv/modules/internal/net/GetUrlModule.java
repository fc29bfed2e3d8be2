// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.FileAttributeOptions;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.modules.internal.system.Secrets;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ansible.builtin.get_url}: a file from a server to a place on the node. */
public final class GetUrlModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.get_url";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("url", STR).must(),
                ArgumentOption.of("dest", PATH).must(),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("checksum", STR).orElse(""),
                ArgumentOption.of("tmp_dest", PATH)));
        options.addAll(UrlOptions.all(10, List.of("username"), List.of("password")));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options);
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        Secrets secrets = Secrets.of(
                context.arguments().text("url_password").map(List::of).orElse(List.of()));
        return secrets.outOf(download(context));
    }

    private static ModuleResult download(ModuleContext context) {
        try {
            return new Download(context).run();
        } catch (ModuleFailure e) {
            return e.result();
        } catch (IOException e) {
            String dest = context.arguments().required("dest");
            return ModuleResult.failed("failed to copy to " + dest + ": " + Errno.text(e, dest), Map.of("dest", dest));
        }
    }
}
