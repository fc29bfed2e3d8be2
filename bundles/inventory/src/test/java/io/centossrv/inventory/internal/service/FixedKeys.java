// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.platform.pki.ControlPlaneKeys;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** The public half of a control plane's keys; inventory has no use for the other. */
public final class FixedKeys implements ControlPlaneKeys {
    /** What {@link #caPin} returns. */
    public static final String PIN = "p".repeat(43);

    private final KeyPair plan;
    private final String busKey = InventoryFixture.randomBusKey();

    public FixedKeys() {
        try {
            this.plan = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String caPin() {
        return PIN;
    }

    @Override
    public List<X509Certificate> tlsChain() {
        throw new UnsupportedOperationException("not for inventory");
    }

    @Override
    public byte[] signPlan(byte[] bytes) {
        throw new UnsupportedOperationException("not for inventory");
    }

    @Override
    public PublicKey planVerificationKey() {
        return plan.getPublic();
    }

    @Override
    public String busPublicKey() {
        return busKey;
    }

    @Override
    public String busSecretKey() {
        throw new UnsupportedOperationException("not for inventory");
    }
}
