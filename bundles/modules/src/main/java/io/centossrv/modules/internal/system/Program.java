// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.OutputCapture;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program of the node that a module asks, in the C locale, from the root folder, within the task's time. */
public final class Program {
    private static final String PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final ModuleContext context;

    public Program(ModuleContext context) {
        this.context = context;
    }

    /** Runs it to its end; one that is missing, or has to be ended, is a failure of the module. */
    public ChildProcess.Ended run(List<String> words) {
        return run(words, new byte[0]);
    }

    /** Runs it with this on its standard input. */
    public ChildProcess.Ended run(List<String> words, byte[] input) {
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.putIfAbsent("PATH", PATHS);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("LANGUAGE", "C");
        ChildProcess.Ended ended;
        try {
            ended = new ChildProcess(words, Path.of("/"), environment, input)
                    .run(context.deadline(), context.cancellation(), OutputCapture.unwatched());
        } catch (ProgramNotRun e) {
            throw new ModuleFailure("Failed to find required executable \"" + words.get(0) + "\": " + e.getMessage());
        }
        if (ended.stopped()) {
            throw new ModuleFailure(
                    ended.end() == ChildProcess.End.CANCELLED
                            ? "cancelled: " + words.get(0) + " was ended"
                            : "the time was over: " + words.get(0) + " was ended");
        }
        return ended;
    }

    /** Runs it and returns what it printed; another exit code than 0 is a failure with this beginning. */
    public String output(String failure, List<String> words) {
        ChildProcess.Ended ended = run(words);
        if (ended.code() != 0) {
            String said = (ended.err().isBlank() ? ended.out() : ended.err()).strip();
            throw new ModuleFailure(failure + ": " + said, Map.of("rc", (long) ended.code()));
        }
        return ended.out();
    }
}
