// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is known of a play while a batch of its hosts runs it. Of one thread. */
final class PlayContext {
    private final Play play;
    private final String name;
    private final List<Role> roles;
    private final List<String> allHosts;
    private final List<String> batch;
    private final Set<String> removed = new LinkedHashSet<>();

    PlayContext(Play play, String name, List<String> allHosts, List<String> batch) {
        this.play = play;
        this.name = name;
        this.roles = new ArrayList<>(play.roles());
        this.allHosts = new ArrayList<>(allHosts);
        this.batch = new ArrayList<>(batch);
    }

    Play play() {
        return play;
    }

    String name() {
        return name;
    }

    /** Returns the roles whose variables all tasks see; a public include adds one. */
    List<Role> roles() {
        return roles;
    }

    List<String> allHosts() {
        return allHosts;
    }

    List<String> batch() {
        return batch;
    }

    /** Returns the hosts that failed or ended. */
    Set<String> removed() {
        return removed;
    }
}
