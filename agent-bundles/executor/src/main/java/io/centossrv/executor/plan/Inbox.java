// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

import io.centossrv.playbook.module.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The folder in which the agent leaves plans: {@code <job>/{plan.json,signature,files/<sha256>}}. The agent may change it
 * at any time, so everything is read once, into memory, and only what was read is verified and used.
 */
public final class Inbox {
    private static final long LARGEST_PLAN = 8L * 1024 * 1024;
    private static final long LARGEST_SIGNATURE = 1024;
    private static final long LARGEST_FILES = 64L * 1024 * 1024;

    private final Path folder;
    private final Trust trust;

    public Inbox(Path folder, Trust trust) {
        this.folder = folder;
        this.trust = trust;
    }

    /** Returns the plan of a job, its signature, node, job and files verified; its times and counter are not. */
    public Plan read(UUID job) throws PlanRefused {
        Path place = folder.resolve(job.toString());
        byte[] bytes = required(place.resolve("plan.json"), LARGEST_PLAN);
        byte[] signature = required(place.resolve("signature"), LARGEST_SIGNATURE);
        PublicKey key = trust.planKey();
        if (!signed(key, bytes, signature)) {
            throw PlanRefused.forGood("signature-invalid", "the plan is not signed by the control plane");
        }
        Plan plan = PlanReader.read(bytes, trust.node(), job);
        return plan.with(project(plan, place.resolve("files")));
    }

    private static boolean signed(PublicKey key, byte[] bytes, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static Project project(Plan plan, Path files) throws PlanRefused {
        Map<String, byte[]> byHash = new HashMap<>();
        Map<String, byte[]> byPath = new HashMap<>();
        long left = LARGEST_FILES;
        for (Map.Entry<String, String> entry : plan.files().entrySet()) {
            String hash = entry.getValue();
            byte[] content = byHash.get(hash);
            if (content == null) {
                content = file(files.resolve(hash), left);
                if (!hash.equals(FileHash.of(content))) {
                    throw PlanRefused.forGood(
                            "file-mismatch", "the file '" + entry.getKey() + "' is not the one that the plan names");
                }
                left -= content.length;
                byHash.put(hash, content);
            }
            byPath.put(entry.getKey(), content);
        }
        Map<String, Integer> modes = new HashMap<>();
        plan.plays().modes().forEach((path, mode) -> {
            if (mode.matches("[0-7]{1,5}")) {
                modes.put(path, Integer.valueOf(mode, 8));
            }
        });
        return Project.of(byPath, modes, plan.plays().folders());
    }

    private static byte[] file(Path path, long most) throws PlanRefused {
        try {
            return content(path, most);
        } catch (IOException e) {
            throw PlanRefused.forNow("file-missing", "a file of the plan is not there: " + path.getFileName());
        }
    }

    private static byte[] required(Path path, long most) throws PlanRefused {
        try {
            return content(path, most);
        } catch (NoSuchFileException e) {
            throw PlanRefused.forNow("plan-missing", path.getFileName() + " of the job is not in the inbox");
        } catch (IOException e) {
            throw PlanRefused.forNow(
                    "plan-unreadable",
                    path.getFileName() + " of the job can't be read: "
                            + e.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    private static byte[] content(Path path, long most) throws IOException, PlanRefused {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path.toString());
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes((int) most + 1);
            if (content.length > most) {
                throw PlanRefused.forGood("plan-too-large", path.getFileName() + " is larger than " + most + " bytes");
            }
            return content;
        }
    }
}
