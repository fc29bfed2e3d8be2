// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.RunFailure;
import java.util.List;
import java.util.Optional;

/** Finds the handlers that a task notifies. */
final class Handlers {
    private final Run run;
    private final Batch batch;

    Handlers(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
    }

    void notify(String name, String host) {
        boolean found = false;
        Optional<TaskStep> named = named(name);
        if (named.isPresent()) {
            found = true;
            tell(named.get(), host);
        }
        for (List<TaskStep> beside : batch.handlers()) {
            for (TaskStep handler : beside) {
                if (handler.task().listen().contains(name)) {
                    found = true;
                    tell(handler, host);
                }
            }
        }
        if (!found) {
            throw new RunFailure(
                    "handler-not-found",
                    Optional.empty(),
                    "The requested handler '" + name
                            + "' was not found in either the main handlers list nor in the listening handlers list");
        }
    }

    private void tell(TaskStep handler, String host) {
        if (handler.notified().add(host)) {
            run.listener().notified(batch.later(handler, host), host);
        }
    }

    private Optional<TaskStep> named(String name) {
        for (int i = batch.handlers().size() - 1; i >= 0; i--) {
            for (TaskStep handler : batch.handlers().get(i)) {
                if (handler.task().name().isPresent() && isCalled(handler, name)) {
                    return Optional.of(handler);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isCalled(TaskStep handler, String name) {
        String written = handler.task().name().orElse("");
        if (handler.handlerName().isEmpty()) {
            try {
                handler.handlerName(Templar.isTemplate(written) ? templated(handler, written) : written);
            } catch (JinjaException e) {
                if (handler.task().listen().isEmpty()) {
                    run.warn("Handler '" + written + "' is unusable because it has no listen topics and the name could"
                            + " not be templated: " + e.getMessage());
                }
                return false;
            }
        }
        String own = handler.handlerName().orElse("");
        return name.equals(own)
                || handler.role()
                        .filter(role -> name.equals(role.name() + " : " + own))
                        .isPresent();
    }

    private String templated(TaskStep handler, String written) {
        HostVariables vars = run.variables().of(batch.context(), Optional.empty(), Optional.of(handler));
        return Text.of(run.templars()
                .of(vars, SearchPath.of(handler, batch.context().play()))
                .template(written));
    }
}
