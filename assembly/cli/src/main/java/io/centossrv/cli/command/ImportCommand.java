// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.inventory.InventoryDraft;
import io.centossrv.cli.inventory.InventoryFile;
import io.centossrv.cli.inventory.InventoryFile.Kind;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Takes over hosts, groups and tags from another system.")
final class ImportCommand extends Noun {
    private static final Pattern HOST = Pattern.compile("/hosts/(\\d{1,9})(\\b.*)");
    private static final Listing LISTING = Listing.named(
            List.of("name"), Column.of("KIND", "kind"), Column.of("NAME", "name"), Column.of("CHANGE", "change"));

    ImportCommand(Session session) {
        super(session);
    }

    /** What each import is told. */
    static final class Options {
        @Parameters(paramLabel = "FILE", description = "JSON; /dev/stdin for a pipe.")
        private Path file;

        @Option(
                names = "--tag",
                paramLabel = "NAME",
                description =
                        "A variable, grain or parameter that becomes a tag; may be repeated. No others are taken.")
        private List<String> tags;

        @Option(names = "--dry-run", description = "Say what would be done; change nothing.")
        private boolean dryRun;
    }

    @Command(name = "ansible-inventory", description = "From what 'ansible-inventory --list' prints.")
    int ansible(@Mixin Options options) {
        return take(Kind.ANSIBLE, options);
    }

    @Command(
            name = "foreman",
            description = "From what 'hammer --output json host list' prints, or /api/hosts?per_page=all answers.")
    int foreman(@Mixin Options options) {
        return take(Kind.FOREMAN, options);
    }

    @Command(
            name = "salt",
            description =
                    "From what \"salt '*' grains.items --static --out=json\" prints, or 'salt-run manage.status --out=json'.")
    int salt(@Mixin Options options) {
        return take(Kind.SALT, options);
    }

    private int take(Kind kind, Options options) {
        InventoryDraft draft = InventoryFile.read(
                kind,
                options.file,
                new LinkedHashSet<>(Optional.ofNullable(options.tags).orElse(List.of())));
        JsonObject answer;
        try {
            answer = session().api().postOnce("/api/v1/expected-hosts", draft.request(kind.word(), options.dryRun));
        } catch (Failure failure) {
            throw failure.at(failure.places().stream()
                    .map(place -> placed(place, draft, options.file))
                    .toList());
        }
        List<JsonObject> items = answer.objects("items");
        session().printer().list(LISTING, items);
        long changed = items.stream()
                .filter(item -> !item.text("change").orElse("").equals("unchanged"))
                .count();
        session()
                .terminal()
                .say(draft.size() + " hosts: " + changed + " of " + items.size() + " things "
                        + (options.dryRun ? "would be made or changed. Nothing was." : "were made or changed."));
        return ExitCode.OK.number();
    }

    /** A place in the request is one in the file. */
    private static String placed(String place, InventoryDraft draft, Path file) {
        Matcher matcher = HOST.matcher(place);
        if (!matcher.find() || Integer.parseInt(matcher.group(1)) >= draft.size()) {
            return place;
        }
        return file + "#" + draft.pointer(Integer.parseInt(matcher.group(1))) + ": " + place;
    }
}
