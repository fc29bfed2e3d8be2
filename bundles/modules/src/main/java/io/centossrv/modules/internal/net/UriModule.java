// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.INT;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.RAW;
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
import io.centossrv.playbook.module.ProjectReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.uri}: asks a web service and looks at what it answers. */
public final class UriModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.uri";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("url", STR).must(),
                ArgumentOption.of("dest", PATH),
                ArgumentOption.of("body", RAW),
                ArgumentOption.of("body_format", STR)
                        .orElse("raw")
                        .oneOf("form-urlencoded", "json", "raw", "form-multipart"),
                ArgumentOption.of("src", PATH),
                ArgumentOption.of("method", STR).orElse("GET"),
                ArgumentOption.of("return_content", BOOL).orElse(false),
                ArgumentOption.of("follow_redirects", STR)
                        .orElse("safe")
                        .oneOf("all", "no", "none", "safe", "urllib2", "yes"),
                ArgumentOption.of("creates", PATH),
                ArgumentOption.of("removes", PATH),
                ArgumentOption.of("status_code", LIST).of(INT).orElse(List.of(200L)),
                ArgumentOption.of("unix_socket", PATH).later(),
                ArgumentOption.of("remote_src", BOOL).orElse(false),
                ArgumentOption.of("ca_path", PATH)));
        options.addAll(UrlOptions.all(30, List.of("user"), List.of("password")));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options).mutuallyExclusive("body", "src");
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        return arguments.flag("remote_src") || !arguments.has("src")
                ? List.of()
                : List.of(new ProjectReference("src", "files", false));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        if (context.check()) {
            return ModuleResult.of(false, Map.of())
                    .withSkipped(true, true)
                    .saying("remote module (ansible.legacy.uri) does not support check mode");
        }
        Secrets secrets = Secrets.of(
                context.arguments().text("url_password").map(List::of).orElse(List.of()));
        return secrets.outOf(ask(context));
    }

    private static ModuleResult ask(ModuleContext context) {
        Arguments arguments = context.arguments();
        for (String option : List.of("creates", "removes")) {
            Optional<String> path = arguments.text(option);
            if (path.isPresent() && Files.exists(context.path(path.get())) == option.equals("creates")) {
                String state = option.equals("creates") ? "exists" : "does not exist";
                return ModuleResult.of(false, Map.of("stdout", "skipped, since '" + path.get() + "' " + state));
            }
        }
        try {
            Path body = Files.createTempFile("centossrv-", ".answer");
            try {
                return new UriRun(context).run(body);
            } finally {
                Files.deleteIfExists(body);
            }
        } catch (ModuleFailure e) {
            return e.result();
        } catch (IOException e) {
            return ModuleResult.failed(
                    Errno.text(e, arguments.text("dest").orElse(arguments.required("url"))), Map.of());
        }
    }
}
