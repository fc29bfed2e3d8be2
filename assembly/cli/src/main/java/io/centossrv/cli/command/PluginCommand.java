// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plugin", description = "Plugins: installed, updated and removed while the control plane runs.")
final class PluginCommand extends Noun {
    private static final String PLUGINS = "/api/v1/plugins";
    /** As the control plane has it, which a test holds it to: it would end the connection in the middle of a larger one. */
    static final long LARGEST = 64L << 20;

    private static final Listing LISTING = Listing.named(
            List.of("id"),
            Column.of("ID", "id"),
            Column.of("VERSION", "version"),
            new Column("ACTIVE", false, (plugin, times) -> plugin.flag("active") ? "yes" : "no"),
            new Column(
                    "BUNDLES",
                    false,
                    (plugin, times) ->
                            Integer.toString(plugin.array("bundles").items().size())),
            new Column(
                    "REGION",
                    true,
                    (plugin, times) -> String.join(" ", plugin.array("bundles").plainItems())));

    PluginCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists the plugins.")
    int list() {
        session().printer().list(LISTING, session().api().all(PLUGINS));
        return ExitCode.OK.number();
    }

    @Command(name = "plan", description = "Says what installing or updating from an archive would do.")
    int plan(
            @Parameters(paramLabel = "FILE", description = "A feature archive (.kar).") Path file,
            @Option(names = "--update", description = "Plan an update of what is installed.") boolean update) {
        session().printer().item(LISTING, upload(file, update ? "?plan=true&update=true" : "?plan=true"));
        return ExitCode.OK.number();
    }

    @Command(name = "install", description = "Installs a plugin from an archive.")
    int install(@Parameters(paramLabel = "FILE", description = "A feature archive (.kar).") Path file) {
        session().printer().list(LISTING, List.of(upload(file, "")));
        return ExitCode.OK.number();
    }

    @Command(name = "update", description = "Replaces a plugin side by side with the version in an archive.")
    int update(@Parameters(paramLabel = "FILE", description = "A feature archive (.kar).") Path file) {
        session().printer().list(LISTING, List.of(upload(file, "?update=true")));
        return ExitCode.OK.number();
    }

    @Command(name = "uninstall", description = "Removes a plugin with the bundles that only it brought.")
    int uninstall(
            @Parameters(paramLabel = "PLUGIN", description = "Its id.") String id,
            @Option(names = "--yes", description = "Don't ask.") boolean yes) {
        ApiClient api = session().api();
        new Brake(session().terminal(), new Targets(api), yes)
                .confirm("Remove the plugin " + id + "? Type its id:", id);
        api.delete(PLUGINS + "/" + ApiClient.encode(id));
        session().terminal().say("Removed " + id + ".");
        return ExitCode.OK.number();
    }

    private JsonObject upload(Path file, String query) {
        try {
            if (Files.size(file) > LARGEST) {
                throw Failure.of(
                        ExitCode.INVALID,
                        "plugin-invalid",
                        "The file " + file + " is larger than " + (LARGEST >> 20) + " MiB.");
            }
            return session().api().upload(PLUGINS + query, Files.readAllBytes(file));
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "file-unreadable", "The file " + file + " can't be read: " + e.getMessage() + ".");
        }
    }
}
