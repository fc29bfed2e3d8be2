// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.store;

import io.centossrv.pki.internal.key.BusKeys;
import io.centossrv.pki.internal.key.CertificateAuthority;
import io.centossrv.pki.internal.key.KeySet;
import io.centossrv.pki.internal.key.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lasting keys as files. They come into being all at once: written into a folder aside, put on the disk, and made
 * valid by one rename; a crash before it leaves nothing, one after it is carried on at the next start. What is there is
 * never made anew.
 */
public final class KeyFolder {
    private static final String CA_CERTIFICATE = "ca.crt";
    private static final String CA_KEY = "ca.key";
    private static final String PLAN_KEY = "plan.key";
    private static final String PLAN_PUBLIC = "plan.pub";
    private static final String BUS_KEY = "bus.key";
    private static final String BUS_PUBLIC = "bus.pub";
    private static final List<String> NAMES =
            List.of(CA_CERTIFICATE, CA_KEY, PLAN_KEY, PLAN_PUBLIC, BUS_KEY, BUS_PUBLIC);
    private static final List<String> SECRET = List.of(CA_KEY, PLAN_KEY, BUS_KEY);
    private static final String UNFINISHED = ".new";
    private static final String FINISHED = ".made";

    private final Path folder;

    /** Uses a folder; other files in it are left alone. */
    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the folder. */
    public Path path() {
        return folder;
    }

    /** Makes new keys when there are none. */
    public interface Source {
        /** Makes them. */
        KeySet generate() throws GeneralSecurityException;
    }

    /**
     * Returns the keys that are there, or makes them where there are none at all.
     *
     * @throws KeyFolderBroken where some are missing, unreadable, open to others, or do not belong together
     */
    public KeySet open(Source source) throws IOException, GeneralSecurityException {
        DurableFiles.folder(folder);
        carryOn();
        List<String> missing = missing();
        if (missing.size() == NAMES.size()) {
            make(source.generate());
        } else if (!missing.isEmpty()) {
            throw broken("misses " + String.join(", ", missing));
        }
        checkPermissions();
        return read();
    }

    private List<String> missing() {
        return NAMES.stream()
                .filter(name -> !Files.exists(folder.resolve(name)))
                .toList();
    }

    private void make(KeySet keys) throws IOException, GeneralSecurityException {
        Path unfinished = folder.resolve(UNFINISHED);
        DurableFiles.folder(unfinished);
        for (Map.Entry<String, String> file : texts(keys).entrySet()) {
            DurableFiles.write(unfinished.resolve(file.getKey()), octets(file.getValue()));
        }
        DurableFiles.sync(unfinished);
        DurableFiles.move(unfinished, folder.resolve(FINISHED));
        carryOn();
    }

    /** Drops what was not finished and puts in place what was. */
    private void carryOn() throws IOException {
        Path unfinished = folder.resolve(UNFINISHED);
        if (Files.isDirectory(unfinished)) {
            empty(unfinished);
        }
        Path finished = folder.resolve(FINISHED);
        if (!Files.isDirectory(finished)) {
            return;
        }
        for (String name : NAMES) {
            Path made = finished.resolve(name);
            if (Files.exists(made)) {
                if (Files.exists(folder.resolve(name))) {
                    throw broken("has the file " + name + " twice, once in " + FINISHED);
                }
                DurableFiles.move(made, folder.resolve(name));
            }
        }
        Files.delete(finished);
        DurableFiles.sync(folder);
    }

    private static void empty(Path unfinished) throws IOException {
        for (String name : NAMES) {
            Files.deleteIfExists(unfinished.resolve(name));
        }
        Files.delete(unfinished);
    }

    private static Map<String, String> texts(KeySet keys) throws GeneralSecurityException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(CA_CERTIFICATE, Pem.of(keys.authority().certificate()));
        texts.put(CA_KEY, Pem.of(keys.authority().key()));
        texts.put(PLAN_KEY, Pem.of(keys.planKeys().getPrivate()));
        texts.put(PLAN_PUBLIC, Pem.of(keys.planKeys().getPublic()));
        texts.put(BUS_KEY, keys.busKeys().secretKey() + "\n");
        texts.put(BUS_PUBLIC, keys.busKeys().publicKey() + "\n");
        return texts;
    }

    private void checkPermissions() throws IOException {
        List<String> open = new ArrayList<>();
        for (String name : SECRET) {
            if (DurableFiles.openToOthers(folder.resolve(name))) {
                open.add(name);
            }
        }
        if (!open.isEmpty()) {
            throw new KeyFolderBroken("Others may read or write " + String.join(", ", open) + " in " + folder
                    + ". Find out who did, then: chmod 600 " + folder + "/*.key");
        }
    }

    private KeySet read() throws IOException {
        try {
            CertificateAuthority authority =
                    new CertificateAuthority(Pem.certificate(text(CA_CERTIFICATE)), Pem.privateKey("EC", text(CA_KEY)));
            KeyPair plan =
                    new KeyPair(Pem.publicKey("Ed25519", text(PLAN_PUBLIC)), Pem.privateKey("Ed25519", text(PLAN_KEY)));
            checkPair("SHA256withECDSA", new KeyPair(authority.certificate().getPublicKey(), authority.key()), CA_KEY);
            checkPair("Ed25519", plan, PLAN_KEY);
            BusKeys bus = BusKeys.ofSecret(text(BUS_KEY).strip());
            if (!bus.publicKey().equals(text(BUS_PUBLIC).strip())) {
                throw broken("has a " + BUS_KEY + " that does not belong to its public half");
            }
            return new KeySet(authority, plan, bus);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFolderBroken(advice("has a file that can't be read: " + e.getMessage()), e);
        }
    }

    private void checkPair(String algorithm, KeyPair pair, String name) throws GeneralSecurityException {
        byte[] probe = octets("a key and its public half belong together");
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(probe);
        if (!verifies(algorithm, pair.getPublic(), probe, signer.sign())) {
            throw broken("has a " + name + " that does not belong to its public half");
        }
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] probe, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(probe);
        return verifier.verify(signature);
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.US_ASCII);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private KeyFolderBroken broken(String what) {
        return new KeyFolderBroken(advice(what));
    }

    private String advice(String what) {
        return "The key folder " + folder + " " + what
                + ". Restore the folder from a backup: every node trusts the keys"
                + " that were in it. Only where no node has ever joined, remove the folder and start again.";
    }
}
