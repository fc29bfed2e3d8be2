// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is around a task, from the inside out: blocks, includes, roles, the play. Immutable. */
final class Scope {
    /** What a scope is. */
    enum Kind {
        PLAY,
        BLOCK,
        /** A dynamic include: what is in it inherits its variables and none of its other keywords. */
        INCLUDE,
        ROLE
    }

    private final Optional<Scope> outer;
    private final Kind kind;
    private final Keywords keywords;
    private final Optional<Role> role;
    private final boolean brings;
    private final Map<String, Object> more;
    private final Optional<String> file;

    private Scope(
            Optional<Scope> outer,
            Kind kind,
            Keywords keywords,
            Optional<Role> role,
            boolean brings,
            Map<String, Object> more,
            Optional<String> file) {
        this.outer = outer;
        this.kind = kind;
        this.keywords = keywords;
        this.role = role;
        this.brings = brings;
        this.more = more;
        this.file = file;
    }

    static Scope of(Play play) {
        return new Scope(
                Optional.empty(), Kind.PLAY, play.keywords(), Optional.empty(), false, Map.of(), Optional.empty());
    }

    /** Returns a block's; that of an imported role tells it of the role around. */
    Scope block(Keywords own, boolean imported, Optional<String> importedFile) {
        return new Scope(Optional.of(this), Kind.BLOCK, own, Optional.empty(), imported, Map.of(), importedFile);
    }

    /** Returns a dynamic include's, with the variables of the loop that it was in. */
    Scope include(Keywords own, Map<String, Object> loop, Optional<String> includedFile) {
        return new Scope(Optional.of(this), Kind.INCLUDE, own, Optional.empty(), true, loop, includedFile);
    }

    Scope role(Role used) {
        return new Scope(
                Optional.of(this), Kind.ROLE, used.keywords(), Optional.of(used), false, Map.of(), Optional.empty());
    }

    /** Returns the innermost role. */
    Optional<Role> role() {
        return role.isPresent() ? role : outer.flatMap(Scope::role);
    }

    /** Returns the roles around, the outermost first. */
    List<Role> roles() {
        List<Role> roles = outer.map(Scope::roles).orElseGet(ArrayList::new);
        role.ifPresent(roles::add);
        return roles;
    }

    /** Returns the task files around that were included or imported, the innermost first. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        for (Optional<Scope> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
            at.get().file.ifPresent(files::add);
        }
        return files;
    }

    /** Returns a keyword of the innermost scope that has it. */
    Optional<Keyword> find(String name) {
        Optional<Keyword> own = kind == Kind.INCLUDE ? Optional.empty() : keywords.get(name);
        return own.isPresent() ? own : outer.flatMap(scope -> scope.find(name));
    }

    /** Returns the values of a keyword that adds up, the outermost first; a list's elements each. */
    List<Object> all(String name) {
        List<Object> all = outer.map(scope -> scope.all(name)).orElseGet(ArrayList::new);
        if (kind != Kind.INCLUDE) {
            keywords.value(name).ifPresent(value -> all.addAll(elements(value)));
        }
        return all;
    }

    static List<?> elements(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** Returns the variables of blocks and includes around; an inner one replaces an outer one. */
    Map<String, Object> vars() {
        Map<String, Object> vars = outer.map(Scope::vars).orElseGet(LinkedHashMap::new);
        if (kind == Kind.BLOCK || kind == Kind.INCLUDE) {
            vars.putAll(keywords.vars());
            vars.putAll(more);
        }
        return vars;
    }

    /** Returns those variables that includes around give to what they bring. */
    Map<String, Object> params() {
        Map<String, Object> params = outer.map(Scope::params).orElseGet(LinkedHashMap::new);
        if (kind == Kind.INCLUDE) {
            params.putAll(keywords.vars());
            params.putAll(more);
        }
        if (brings) {
            boolean bringsRole = file.isEmpty();
            Optional<Role> user = outer.flatMap(Scope::role);
            if (bringsRole && user.isPresent()) {
                params.putAll(user.get().params());
                first(params, "ansible_parent_role_names", user.get().name());
                first(params, "ansible_parent_role_paths", user.get().path());
            }
        }
        return params;
    }

    private static void first(Map<String, Object> params, String name, String value) {
        List<Object> values = new ArrayList<>();
        values.add(value);
        if (params.get(name) instanceof List<?> known) {
            values.addAll(known);
        }
        params.put(name, values);
    }
}
