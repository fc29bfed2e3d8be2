// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a host is in a play: a stack of blocks, each in its tasks, rescue or always part. What comes next is found on a
 * copy, which replaces the host's cursor only when the task is really begun: a failure belongs to the block of the task
 * that was begun last.
 */
final class Cursor {
    private enum Part {
        TASKS,
        RESCUE,
        ALWAYS
    }

    private static final class Frame {
        private final List<BlockStep> blocks;
        private int block;
        private Part part = Part.TASKS;
        private int next;
        /** A failure that nothing has taken: it goes on to what is around once the always part is over. */
        private boolean unhandled;

        Frame(List<BlockStep> blocks) {
            this.blocks = blocks;
        }

        Frame copy() {
            Frame copy = new Frame(new ArrayList<>(blocks));
            copy.block = block;
            copy.part = part;
            copy.next = next;
            copy.unhandled = unhandled;
            return copy;
        }

        BlockStep current() {
            return blocks.get(block);
        }

        boolean isRescuable() {
            return part == Part.TASKS
                    && block < blocks.size()
                    && !current().rescue().isEmpty();
        }

        List<Step> steps() {
            return switch (part) {
                case TASKS -> current().tasks();
                case RESCUE -> current().rescue();
                case ALWAYS -> current().always();
            };
        }

        void enter(Part to) {
            part = to;
            next = 0;
        }

        /** Takes a failure; returns whether something in this block is to run because of it. */
        boolean takesFailure() {
            if (block >= blocks.size()) {
                return false;
            }
            if (isRescuable()) {
                enter(Part.RESCUE);
                return true;
            }
            if (part != Part.ALWAYS && !current().always().isEmpty()) {
                enter(Part.ALWAYS);
                unhandled = true;
                return true;
            }
            return false;
        }
    }

    private final List<Frame> frames = new ArrayList<>();
    private final HandlerSource handlerSource;
    private Optional<TaskStep> setup;
    private boolean inSetup;
    private boolean complete;
    private boolean failed;
    private boolean flushing;
    private boolean handlersKnown;
    private List<TaskStep> handlers = List.of();
    private int handler;

    /** Where handlers are asked for at each flush. */
    interface HandlerSource {
        List<TaskStep> handlers();
    }

    /** Creates one at the beginning of a play. */
    Cursor(List<BlockStep> blocks, Optional<TaskStep> setup, HandlerSource handlerSource) {
        this.setup = setup;
        this.handlerSource = handlerSource;
        frames.add(new Frame(new ArrayList<>(blocks)));
    }

    private Cursor(Cursor other) {
        other.frames.forEach(frame -> frames.add(frame.copy()));
        handlerSource = other.handlerSource;
        setup = other.setup;
        inSetup = other.inSetup;
        complete = other.complete;
        failed = other.failed;
        flushing = other.flushing;
        handlersKnown = other.handlersKnown;
        handlers = new ArrayList<>(other.handlers);
        handler = other.handler;
    }

    Cursor copy() {
        return new Cursor(this);
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns whether the host failed and nothing takes care of it. */
    boolean isFailed() {
        return failed;
    }

    boolean isFlushing() {
        return flushing;
    }

    /** Returns how many handlers were looked at in this flush. */
    int handlerNumber() {
        return handler;
    }

    /** Returns whether the innermost part is one in which failures of other hosts don't end this one. */
    boolean isBeingRescued() {
        if (complete || flushing || setup.isPresent() || inSetup) {
            return false;
        }
        return frames.get(frames.size() - 1).part != Part.TASKS;
    }

    /** Returns whether a failure now would be taken by a rescue part. */
    boolean isRescuable() {
        int first = flushing ? 1 : 0;
        for (int i = first; i < frames.size(); i++) {
            if (frames.get(i).isRescuable()) {
                return !complete && !inSetup;
            }
        }
        return false;
    }

    /** Moves to the next task of a host and returns it; empty at the end. */
    Optional<TaskStep> next(String host) {
        if (setup.isPresent() && !complete) {
            Optional<TaskStep> first = setup;
            setup = Optional.empty();
            inSetup = true;
            return first;
        }
        inSetup = false;
        while (!complete) {
            Optional<TaskStep> found = flushing ? nextHandler(host) : nextTask();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<TaskStep> nextHandler(String host) {
        if (!handlersKnown) {
            handlers = new ArrayList<>(handlerSource.handlers());
            handlersKnown = true;
            handler = 0;
        }
        while (handler < handlers.size()) {
            TaskStep candidate = handlers.get(handler++);
            if (candidate.notified().contains(host)) {
                return Optional.of(candidate);
            }
        }
        flushing = false;
        handlersKnown = false;
        return Optional.empty();
    }

    private Optional<TaskStep> nextTask() {
        Frame frame = frames.get(frames.size() - 1);
        if (frame.block >= frame.blocks.size()) {
            if (frames.size() == 1) {
                complete = true;
            } else {
                frames.remove(frames.size() - 1);
            }
            return Optional.empty();
        }
        List<Step> steps = frame.steps();
        if (frame.next < steps.size()) {
            Step step = steps.get(frame.next++);
            if (step instanceof BlockStep block) {
                frames.add(new Frame(new ArrayList<>(List.of(block))));
                return Optional.empty();
            }
            return Optional.of((TaskStep) step);
        }
        leave(frame);
        return Optional.empty();
    }

    private void leave(Frame frame) {
        if (frame.part != Part.ALWAYS) {
            frame.enter(Part.ALWAYS);
        } else if (frame.unhandled) {
            raise();
        } else {
            frame.block++;
            frame.enter(Part.TASKS);
        }
    }

    /** Ends the innermost block with a failure, for what is around it to take. */
    private void raise() {
        if (frames.size() == 1) {
            end();
            return;
        }
        frames.remove(frames.size() - 1);
        fail();
    }

    private void end() {
        complete = true;
        failed = true;
    }

    /** Takes a failure of the task that was begun last. */
    void fail() {
        if (complete) {
            failed = true;
            return;
        }
        if (inSetup || setup.isPresent()) {
            end();
            return;
        }
        if (flushing) {
            flushing = false;
            handlersKnown = false;
            while (frames.size() > 1) {
                frames.remove(frames.size() - 1);
            }
            Frame root = frames.get(0);
            if (root.part == Part.ALWAYS) {
                root.unhandled = true;
                return;
            }
        }
        while (!frames.get(frames.size() - 1).takesFailure()) {
            if (frames.size() == 1) {
                end();
                return;
            }
            frames.remove(frames.size() - 1);
        }
    }

    /** Forgets failures; what has ended because of one stays ended. */
    void clearErrors() {
        failed = false;
        frames.forEach(frame -> frame.unhandled = false);
    }

    /** Ends the play for this host. */
    void end(boolean asFailed) {
        complete = true;
        failed |= asFailed;
    }

    /** Goes on with the handlers that were notified. */
    void flush() {
        flushing = true;
        handlersKnown = false;
    }

    /** Lets blocks run next, before what follows the task that was begun last. */
    void insert(List<BlockStep> blocks) {
        if (complete || blocks.isEmpty()) {
            return;
        }
        if (flushing) {
            List<TaskStep> more = new ArrayList<>();
            blocks.forEach(block -> more.addAll(block.flat()));
            handlers.addAll(handler, more);
            return;
        }
        Frame frame = frames.get(frames.size() - 1);
        BlockStep old = frame.current();
        frame.blocks.set(
                frame.block,
                switch (frame.part) {
                    case TASKS -> new BlockStep(with(old.tasks(), frame.next, blocks), old.rescue(), old.always());
                    case RESCUE -> new BlockStep(old.tasks(), with(old.rescue(), frame.next, blocks), old.always());
                    case ALWAYS -> new BlockStep(old.tasks(), old.rescue(), with(old.always(), frame.next, blocks));
                });
    }

    private static List<Step> with(List<Step> steps, int at, List<BlockStep> blocks) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(at, blocks);
        return all;
    }

    /** Goes back to before the facts are gathered; where it is in the play stays. */
    void gatherFirst(Optional<TaskStep> task) {
        setup = task;
    }
}
