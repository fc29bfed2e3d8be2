// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.playbook.engine.spi.EngineListener;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.Outcome;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.internal.engine.PlayRun;
import io.centossrv.playbook.internal.engine.Run;
import io.centossrv.playbook.internal.engine.TaskFailure;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Playbook;
import java.util.List;
import java.util.Optional;

/**
 * Runs a playbook. One instance runs one playbook, in the caller's thread; modules run in threads of their own, so that
 * one that hangs does not take the run with it.
 */
public final class PlaybookRun {
    private final EngineSettings settings;
    private final EngineListener listener;

    public PlaybookRun(EngineSettings settings, EngineListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Runs all plays. Blocks, at most a few seconds beyond the deadline. */
    public Outcome run(Playbook playbook) {
        Run run = new Run(settings, listener);
        Optional<RunFailure> failure = Optional.empty();
        try {
            plays(run, playbook.plays());
            listener.recap(run.recap(), run.customStats());
        } catch (RunFailure e) {
            failure = Optional.of(e);
        } catch (TaskFailure | JinjaException e) {
            failure = Optional.of(new RunFailure("other", Optional.empty(), String.valueOf(e.getMessage())));
        }
        return new Outcome(kind(run, failure), failure, run.recap());
    }

    private static void plays(Run run, List<Play> plays) {
        boolean startFound = false;
        for (Play play : plays) {
            PlayRun one = new PlayRun(run, play, startFound);
            boolean goesOn = one.run();
            startFound = one.isStartFound();
            if (!goesOn || run.isOver()) {
                return;
            }
        }
    }

    private Outcome.Kind kind(Run run, Optional<RunFailure> failure) {
        if (failure.isPresent()) {
            return Outcome.Kind.BROKEN;
        }
        if (settings.run().cancellation().isAsked()) {
            return Outcome.Kind.CANCELLED;
        }
        if (settings.run().deadline().passed()) {
            return Outcome.Kind.TIMED_OUT;
        }
        return run.ended();
    }
}
