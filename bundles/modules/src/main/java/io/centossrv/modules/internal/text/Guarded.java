// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Turns what can go wrong while a file is edited into a failed result. */
final class Guarded {
    private Guarded() {}

    /** What is done. */
    interface Deed {
        ModuleResult run() throws IOException;
    }

    static ModuleResult run(ModuleContext context, String label, Deed deed) {
        ModuleResult result;
        try {
            result = deed.run();
        } catch (ModuleFailure e) {
            result = e.result();
        } catch (JinjaException e) {
            result = ModuleResult.failed("wrong regular expression: " + e.getMessage(), Map.of());
        } catch (StackOverflowError tooDeep) {
            // java.util.regex remembers each turn of a repeated group on its stack.
            result = ModuleResult.failed(
                    "the regular expression repeats a group more often than can be remembered: simplify it", Map.of());
        } catch (IOException e) {
            result = ModuleResult.failed(Errno.text(e, label), Map.of());
        }
        return context.diff() ? result : result.with(List.of());
    }
}
