// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.MODE;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.Arguments;
import java.util.List;
import java.util.Optional;

/** The options that all modules for files share. */
public final class FileAttributeOptions {
    private FileAttributeOptions() {}

    public static List<ArgumentOption> all() {
        return List.of(
                ArgumentOption.of("owner", STR),
                ArgumentOption.of("group", STR),
                ArgumentOption.of("mode", MODE),
                ArgumentOption.of("attributes", STR).or("attr").later(),
                ArgumentOption.of("selevel", STR).later(),
                ArgumentOption.of("serole", STR).later(),
                ArgumentOption.of("setype", STR).later(),
                ArgumentOption.of("seuser", STR).later(),
                ArgumentOption.of("unsafe_writes", BOOL).later());
    }

    /** Returns what is wrong with the mode, which no type can say. */
    public static List<ArgumentMistake> review(Arguments arguments, boolean preserves) {
        Optional<Object> mode = arguments.raw("mode").filter(value -> !(preserves && value.equals("preserve")));
        if (mode.isEmpty()) {
            return List.of();
        }
        try {
            ModeExpression.resolve(mode.get(), 0, false);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(new ArgumentMistake(
                    "bad-mode", Optional.of("mode"), "mode must be in octal or symbolic form: " + e.getMessage()));
        }
    }
}
