// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.model.Block;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Origin;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes steps of a play's nodes: roles with their dependencies first, flushes of handlers between the parts. */
final class StepBuilder {
    private final Play play;
    private final Predicate<TaskStep> keep;

    StepBuilder(Play play, Predicate<TaskStep> keep) {
        this.play = play;
        this.keep = keep;
    }

    /** Returns the blocks of a play in their order. */
    List<BlockStep> play(Scope scope, boolean forceHandlers) {
        Scope conditioned = conditioned(scope);
        List<BlockStep> roles = new ArrayList<>();
        for (Role role : play.roles()) {
            if (!role.included()) {
                roles.addAll(role(role, conditioned));
            }
        }
        List<BlockStep> main = new ArrayList<>(roles);
        main.addAll(blocks(play.tasks(), conditioned));
        List<BlockStep> all = new ArrayList<>();
        for (List<BlockStep> part :
                List.of(blocks(play.preTasks(), conditioned), main, blocks(play.postTasks(), conditioned))) {
            BlockStep flush = BlockStep.of(List.of(TaskStep.meta("flush_handlers", scope, play.position())));
            if (forceHandlers) {
                List<Step> inner = new ArrayList<>(part);
                if (inner.isEmpty()) {
                    inner.add(TaskStep.meta("noop", scope, play.position()));
                }
                all.add(new BlockStep(inner, List.of(), List.of(flush)));
            } else {
                all.addAll(part);
                all.add(flush);
            }
        }
        return all;
    }

    private Scope conditioned(Scope scope) {
        if (play.conditions().isEmpty()) {
            return scope;
        }
        Keyword when = new Keyword(play.conditions(), play.position(), Place.of(play.position()));
        return scope.block(Keywords.NONE.with("when", when), false, Optional.empty());
    }

    /** Returns nodes as blocks; tasks beside each other share one. */
    List<BlockStep> blocks(List<Node> nodes, Scope scope) {
        List<BlockStep> blocks = new ArrayList<>();
        List<Step> loose = new ArrayList<>();
        for (Step step : steps(nodes, scope)) {
            if (step instanceof BlockStep block) {
                close(loose, blocks);
                blocks.add(block);
            } else {
                loose.add(step);
            }
        }
        close(loose, blocks);
        return blocks;
    }

    private static void close(List<Step> loose, List<BlockStep> blocks) {
        if (!loose.isEmpty()) {
            blocks.add(BlockStep.of(loose));
            loose.clear();
        }
    }

    private List<Step> steps(List<Node> nodes, Scope scope) {
        List<Step> steps = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Task task) {
                TaskStep step = new TaskStep(task, scope, false, false);
                if (keep.test(step)) {
                    steps.add(step);
                }
            } else if (node instanceof Block block) {
                BlockStep step = block(block, scope);
                if (!step.isEmpty()) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    private BlockStep block(Block block, Scope outer) {
        if (block.origin() instanceof Origin.ImportedRole imported) {
            Scope scope = outer.block(block.keywords(), true, Optional.empty());
            return BlockStep.of(role(imported.role(), scope));
        }
        Optional<String> file =
                block.origin() instanceof Origin.ImportedTasks tasks ? Optional.of(tasks.file()) : Optional.empty();
        Scope scope = outer.block(block.keywords(), file.isPresent(), file);
        return new BlockStep(steps(block.tasks(), scope), steps(block.rescue(), scope), steps(block.always(), scope));
    }

    /** Returns a role's dependencies, then itself, then the mark that it has run. */
    List<BlockStep> role(Role role, Scope outer) {
        Scope scope = outer.role(role);
        List<BlockStep> blocks = new ArrayList<>();
        role.dependencies().forEach(dependency -> blocks.addAll(role(dependency, scope)));
        blocks.addAll(blocks(role.tasks(), scope));
        blocks.add(BlockStep.of(List.of(TaskStep.meta("role_complete", scope, role.position()))));
        return blocks;
    }

    /** Returns the handlers of a play by where they come from: those of its roles, then its own with imported ones. */
    List<List<TaskStep>> handlers(Scope scope) {
        List<List<TaskStep>> all = new ArrayList<>();
        play.roles().stream().filter(role -> !role.included()).forEach(role -> all.addAll(handlers(role, scope)));
        all.addAll(handlers(play.handlers(), scope));
        return all;
    }

    /** Returns the handlers of a role's dependencies and its own. */
    List<List<TaskStep>> handlers(Role role, Scope outer) {
        Scope scope = outer.role(role);
        List<List<TaskStep>> all = new ArrayList<>();
        role.dependencies().forEach(dependency -> all.addAll(handlers(dependency, scope)));
        all.addAll(handlers(role.handlers(), scope));
        return all;
    }

    /** Returns nodes as handlers: of two with one name beside each other the first is meant, else the last. */
    List<List<TaskStep>> handlers(List<Node> nodes, Scope scope) {
        List<List<TaskStep>> all = new ArrayList<>();
        List<TaskStep> beside = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Block block && block.origin() instanceof Origin.ImportedRole imported) {
                if (!beside.isEmpty()) {
                    all.add(List.copyOf(beside));
                    beside.clear();
                }
                all.addAll(handlers(imported.role(), scope.block(block.keywords(), true, Optional.empty())));
            } else {
                add(node, scope, beside);
            }
        }
        if (!beside.isEmpty()) {
            all.add(beside);
        }
        return all;
    }

    private static void add(Node node, Scope scope, List<TaskStep> handlers) {
        if (node instanceof Task task) {
            handlers.add(new TaskStep(task, scope, true, false));
        } else if (node instanceof Block block) {
            Optional<String> file =
                    block.origin() instanceof Origin.ImportedTasks tasks ? Optional.of(tasks.file()) : Optional.empty();
            Scope inner = scope.block(block.keywords(), file.isPresent(), file);
            block.tasks().forEach(each -> add(each, inner, handlers));
        }
    }

    /** Returns the handlers of roles that nodes, read while the play ran, import. */
    List<List<TaskStep>> importedHandlers(List<Node> nodes, Scope scope) {
        List<List<TaskStep>> all = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Block block) {
                if (block.origin() instanceof Origin.ImportedRole imported) {
                    all.addAll(handlers(imported.role(), scope.block(block.keywords(), true, Optional.empty())));
                }
                all.addAll(importedHandlers(block.tasks(), scope));
                all.addAll(importedHandlers(block.rescue(), scope));
                all.addAll(importedHandlers(block.always(), scope));
            }
        }
        return all;
    }
}
