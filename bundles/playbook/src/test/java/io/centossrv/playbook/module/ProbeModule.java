// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.List;
import java.util.function.Function;

/** A module for tests, with an option of each kind. */
public final class ProbeModule implements Module {
    private final String name;
    private final Function<ModuleContext, ModuleResult> deed;

    public ProbeModule(String name, Function<ModuleContext, ModuleResult> deed) {
        this.name = name;
        this.deed = deed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ArgumentSpec arguments() {
        ArgumentSpec spec = ArgumentSpec.of(List.of(
                ArgumentOption.of("path", ArgumentType.PATH).or("dest").must(),
                ArgumentOption.of("state", ArgumentType.STR).oneOf("on", "off"),
                ArgumentOption.of("force", ArgumentType.BOOL).orElse(false),
                ArgumentOption.of("size", ArgumentType.INT),
                ArgumentOption.of("src", ArgumentType.STR),
                ArgumentOption.of("content", ArgumentType.STR),
                ArgumentOption.of("words", ArgumentType.LIST).of(ArgumentType.STR),
                ArgumentOption.of("selevel", ArgumentType.STR).later()));
        return name.endsWith("command")
                ? ArgumentSpec.of(List.of(
                                ArgumentOption.of(ArgumentSpec.FREE_FORM, ArgumentType.STR)
                                        .or("cmd"),
                                ArgumentOption.of("chdir", ArgumentType.PATH),
                                ArgumentOption.of("creates", ArgumentType.PATH)))
                        .takingFreeForm()
                : spec.mutuallyExclusive("src", "content");
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        return arguments.has("src") ? List.of(new ProjectReference("src", "files", false)) : List.of();
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        return deed.apply(context);
    }
}
