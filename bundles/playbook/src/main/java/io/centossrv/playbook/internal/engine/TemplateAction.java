// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.spi.Delimiters;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.Project;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code template}: renders a file of the project, and copies what comes of it. */
final class TemplateAction {
    private static final List<String> OWN = List.of(
            "newline_sequence",
            "block_start_string",
            "block_end_string",
            "variable_start_string",
            "variable_end_string",
            "comment_start_string",
            "comment_end_string",
            "trim_blocks",
            "lstrip_blocks",
            "output_encoding");

    private final ActionCall call;
    private final Actions actions;

    TemplateAction(ActionCall call, Actions actions) {
        this.call = call;
        this.actions = actions;
    }

    Map<String, Object> run() {
        if (call.arguments().containsKey("state")) {
            throw new TaskFailure("'state' cannot be specified on a template");
        }
        Optional<Object> source = call.argument("src");
        Optional<Object> target = call.argument("dest");
        if (source.isEmpty() || target.isEmpty()) {
            throw new TaskFailure("src and dest are required");
        }
        String newline = newline();
        String file = find(Text.of(source.get()));
        String rendered =
                render(file, Text.of(source.get()), Text.of(target.get())).replace("\n", newline);
        byte[] content = rendered.getBytes(encoding());
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        OWN.forEach(arguments::remove);
        String name = file.substring(file.lastIndexOf('/') + 1);
        arguments.put("src", name);
        arguments.put("dest", Text.of(target.get()));
        arguments.put("follow", Values.flag(arguments.getOrDefault("follow", false)));
        if ("preserve".equals(arguments.get("mode"))) {
            call.settings()
                    .run()
                    .project()
                    .mode(file)
                    .ifPresent(mode -> arguments.put("mode", "0" + Integer.toOctalString(mode)));
        }
        Module copy = actions.find("ansible.builtin.copy")
                .orElseThrow(() -> new TaskFailure("this node has no module 'ansible.builtin.copy'"));
        return ModuleCall.run(copy, call.with(arguments), Project.of(Map.of(name, content)));
    }

    private String newline() {
        String sequence = Text.of(call.argument("newline_sequence").orElse("\n"));
        return switch (sequence) {
            case "\\n", "\n" -> "\n";
            case "\\r", "\r" -> "\r";
            case "\\r\\n", "\r\n" -> "\r\n";
            default -> throw new TaskFailure("newline_sequence needs to be one of: \n, \r or \r\n");
        };
    }

    private Charset encoding() {
        String name = Text.of(call.argument("output_encoding").orElse("utf-8"));
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new TaskFailure("unknown encoding: " + name
                    + (e instanceof UnsupportedCharsetException ? "" : " is no name of one"));
        }
    }

    private String find(String name) {
        List<String> candidates = call.templars().files().candidates(call.folders(), "templates", name);
        return candidates.stream()
                .filter(call.templars().files()::isFile)
                .findFirst()
                .orElseThrow(() -> {
                    StringBuilder searched = new StringBuilder("Could not find or access '" + name + "'\nSearched in:");
                    candidates.forEach(path -> searched.append("\n\t")
                            .append(call.templars().files().absolute(path)));
                    return new TaskFailure(searched
                            + " on the Ansible Controller.\nIf you are using a module and expect the file to exist on the"
                            + " remote, see the remote_src option");
                });
    }

    private String render(String file, String source, String target) {
        Path path = call.templars().files().absolute(file);
        HostVariables vars = call.vars().copy();
        vars.put("template_host", call.settings().run().environment().getOrDefault("HOSTNAME", call.host()));
        vars.put("template_path", source);
        vars.put("template_fullpath", path.toString());
        vars.put("template_destpath", target);
        vars.put("template_run_date", call.settings().run().clock().instant().toString());
        vars.put("ansible_managed", call.settings().options().managed());
        try {
            vars.put(
                    "template_mtime",
                    Files.getLastModifiedTime(path).toInstant().toString());
            vars.put("template_uid", Files.getOwner(path).getName());
        } catch (IOException unknown) {
            // A file that came with a plan has no owner of its own.
            vars.put("template_uid", call.settings().run().environment().getOrDefault("USER", "root"));
        }
        List<String> folders = new ArrayList<>(call.folders());
        folders.add(ProjectPaths.parent(file));
        Templar templar = call.templars().of(vars, folders);
        try {
            return templar.file(path.toString(), text(file), syntax());
        } catch (UndefinedError e) {
            throw new TaskFailure("AnsibleUndefinedVariable: " + e.getMessage());
        } catch (TemplateSyntaxError e) {
            throw new TaskFailure("AnsibleError: template error while templating string: " + e.getMessage()
                    + e.place().map(place -> " at line " + place.line()).orElse(""));
        } catch (JinjaException e) {
            throw new TaskFailure(
                    "AnsibleError: Unexpected templating type error occurred on (" + source + "): " + e.getMessage());
        }
    }

    private String text(String file) {
        byte[] content = call.settings().run().project().read(file).orElse(new byte[0]);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TaskFailure("Template source files must be utf-8 encoded");
        }
    }

    private Syntax syntax() {
        try {
            return Syntax.defaults()
                    .withTrimBlocks(Values.flag(call.argument("trim_blocks").orElse(true)))
                    .withLstripBlocks(Values.flag(call.argument("lstrip_blocks").orElse(false)))
                    .withDelimiters(new Delimiters(
                            delimiter("block_start_string", "{%"),
                            delimiter("block_end_string", "%}"),
                            delimiter("variable_start_string", "{{"),
                            delimiter("variable_end_string", "}}"),
                            delimiter("comment_start_string", "{#"),
                            delimiter("comment_end_string", "#}")));
        } catch (IllegalArgumentException e) {
            throw new TaskFailure("AnsibleError: " + e.getMessage());
        }
    }

    private String delimiter(String name, String otherwise) {
        return call.argument(name).map(Text::of).orElse(otherwise);
    }
}
