// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import io.centossrv.playbook.model.PlayLoader;
import io.centossrv.playbook.model.Vaulted;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.run.RunSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run is given.
 *
 * @param run how modules are run; its project holds the files
 * @param folder where the project lies: lookups read its files there, and paths that are shown begin with it
 * @param modules those that tasks may name beside the engine's own
 * @param loader reads what dynamic includes name
 * @param inventory the hosts
 * @param vault decrypts a value
 * @param extraVars above all other variables
 * @param options of the command line
 */
public record EngineSettings(
        RunSettings run,
        Path folder,
        ModuleCatalog modules,
        PlayLoader loader,
        RunInventory inventory,
        Function<Vaulted, String> vault,
        Map<String, Object> extraVars,
        Options options) {
    public EngineSettings {
        extraVars = Collections.unmodifiableMap(new LinkedHashMap<>(extraVars));
    }

    /**
     * Options of the command line.
     *
     * @param tags of the tasks that run; empty for all
     * @param skipTags of the tasks that don't
     * @param startAtTask name or glob of the first task that runs
     * @param forceHandlers notified handlers run also on hosts that failed
     * @param verbosity as of {@code -v}
     * @param forks as told to templates
     * @param limit as told to templates
     * @param managed what {@code ansible_managed} says
     * @param gathers whether a play that says nothing about it gathers facts
     */
    public record Options(
            List<String> tags,
            List<String> skipTags,
            Optional<String> startAtTask,
            boolean forceHandlers,
            int verbosity,
            int forks,
            Optional<String> limit,
            String managed,
            boolean gathers) {
        /** None of them. */
        public static final Options NONE = new Options(
                List.of(), List.of(), Optional.empty(), false, 0, 5, Optional.empty(), "Ansible managed", true);

        public Options {
            tags = List.copyOf(tags);
            skipTags = List.copyOf(skipTags);
        }
    }

    /** Variables may be secrets. */
    @Override
    public String toString() {
        return "EngineSettings[run=" + run + ", options=" + options + "]";
    }
}
