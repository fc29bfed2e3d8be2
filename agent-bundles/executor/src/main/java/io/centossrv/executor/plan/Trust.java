// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;

/**
 * Whose plans run here and which node this is: {@code plan.key} (an Ed25519 key, SPKI, base64) and {@code node} in a
 * folder that nobody but root and the executor's own user may write. Read anew for each plan, for keys change.
 */
public final class Trust {
    private static final int WRITABLE_BY_OTHERS = 0022;

    private final Path folder;

    public Trust(Path folder) {
        this.folder = folder;
    }

    /** Returns the key that signs plans. */
    PublicKey planKey() throws PlanRefused {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text("plan.key"));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw PlanRefused.forNow("trust-unusable", "plan.key of the trust folder is no Ed25519 key");
        }
    }

    /** Returns this node's id. */
    UUID node() throws PlanRefused {
        try {
            return UUID.fromString(text("node"));
        } catch (IllegalArgumentException e) {
            throw PlanRefused.forNow("trust-unusable", "node of the trust folder is no id");
        }
    }

    private String text(String name) throws PlanRefused {
        Path file = folder.resolve(name);
        try {
            refuseWritable(folder);
            refuseWritable(file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw PlanRefused.forNow("trust-unusable", name + " of the trust folder can't be read");
        }
    }

    private static void refuseWritable(Path path) throws IOException, PlanRefused {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        UserPrincipal owner = Files.getOwner(path);
        boolean safe =
                (int) Files.getAttribute(path, "unix:uid") == 0 || owner.equals(Files.getOwner(Path.of("/proc/self")));
        if (!safe || (mode & WRITABLE_BY_OTHERS) != 0) {
            throw PlanRefused.forNow("trust-unusable", "others may write path=" + path + ": it can't be trusted");
        }
    }
}
