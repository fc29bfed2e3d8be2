// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Printer;
import io.centossrv.cli.text.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Hands a join token over, which is a secret and shown this once. */
final class SecretOutput {
    private static final Listing LISTING = Listing.named(List.of("id"));

    private final Session session;

    SecretOutput(Session session) {
        this.session = session;
    }

    /**
     * Shows the token.
     *
     * @param file a new file for it; null to print it
     * @param whom it works for
     */
    void show(JsonObject answer, Path file, String whom) {
        String token = answer.text("token")
                .orElseThrow(() -> Failure.of(ExitCode.INTERNAL, "answer-invalid", "There is no token in the answer."));
        Printer printer = session.printer();
        if (file != null) {
            write(file, token);
            session.terminal().say("Written to " + file + ".");
        } else if (printer.format().isForPeople()) {
            session.terminal().line(token);
        } else {
            printer.item(LISTING, answer);
        }
        answer.instant("expiresAt").ifPresent(end -> session.terminal()
                .say("It works for " + whom + ", until "
                        + new Times(session.surroundings().clock()).show(end) + "."));
    }

    private static void write(Path file, String token) {
        Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                file, isNew, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))))) {
            out.write((token + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw Failure.of(ExitCode.USAGE, "file-exists", "The file " + file + " exists. The token was thrown away.");
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    "file-unwritable",
                    "The file " + file + " can't be written: " + e.getMessage() + ".");
        }
    }
}
