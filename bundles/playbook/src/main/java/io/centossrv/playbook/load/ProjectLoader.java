// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.model.Inclusion;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.PlayLoader;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.RoleRequest;
import java.util.List;
import java.util.Map;

/**
 * Reads a project: YAML becomes a model, imports are put in their places, everything that can be told without running is
 * checked. Nothing but names of imports is evaluated. Of one run; keeps the roles of the plays that it has read, so that
 * an include finds them again. The run's own thread reads.
 */
public final class ProjectLoader implements PlayLoader {
    private final Loader loader;

    public ProjectLoader(LoadSettings settings) {
        this.loader = new Loader(settings);
    }

    /** Returns the playbook at a path of the project. */
    public Loaded<Playbook> playbook(String path) {
        return loader.playbook(path);
    }

    /**
     * Returns what Ansible would find only when it runs: arguments of modules and values of keywords that can't be right,
     * as far as they are literal and statically reachable.
     */
    public List<Mistake> check(Playbook playbook) {
        return loader.check(playbook);
    }

    @Override
    public Loaded<List<Node>> tasks(String file, Inclusion inclusion) {
        return loader.tasks(file, inclusion);
    }

    @Override
    public Loaded<Role> role(RoleRequest request, Inclusion inclusion) {
        return loader.role(request, inclusion);
    }

    @Override
    public Loaded<Map<String, Object>> variables(String file) {
        return loader.variables(file);
    }
}
