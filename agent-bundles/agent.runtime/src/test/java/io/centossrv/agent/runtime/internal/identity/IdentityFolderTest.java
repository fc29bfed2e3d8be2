// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFolderTest {
    @TempDir
    private Path root;

    @Test
    void keepsTheKeyThatItMadeFirst() throws IOException {
        CurveKeys keys = new IdentityFolder(new StateFolder(root)).keys();
        assertThat(new IdentityFolder(new StateFolder(root)).keys()).isEqualTo(keys);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("identity/key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("identity"))))
                .isEqualTo("rwx------");
        assertThat(keys.toString()).doesNotContain(keys.secretKey()).contains(keys.fingerprint());
    }

    @Test
    void ignoresWhatAWriterThatDiedLeft() throws IOException {
        IdentityFolder folder = new IdentityFolder(new StateFolder(root));
        Files.writeString(root.resolve("identity/key.new"), "public half of a l");
        Files.writeString(root.resolve("identity/node.new"), "node");
        assertThat(folder.identity()).isEmpty();
        CurveKeys keys = folder.keys();
        assertThat(folder.keys()).isEqualTo(keys);
    }

    @Test
    void keepsTheIdentity() throws Exception {
        KeyPair plan = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Identity identity = new Identity(
                new NodeId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057")),
                8444,
                CurveKeys.generate().publicKey(),
                Base64.getEncoder().encodeToString(plan.getPublic().getEncoded()),
                "0123456789abcdef");
        IdentityFolder folder = new IdentityFolder(new StateFolder(root));
        assertThat(folder.identity()).isEmpty();
        folder.keep(identity);
        assertThat(folder.identity()).contains(identity);
        assertThat(identity.planVerificationKey()).isEqualTo(plan.getPublic());
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        IdentityFolder folder = new IdentityFolder(new StateFolder(root));
        Files.writeString(root.resolve("identity/node"), "node 01890a5d-ac96-774b-bcce-b302099a8057\n");
        assertThatThrownBy(folder::identity).hasMessageContaining("bus.port is missing");
        Files.writeString(root.resolve("identity/key"), "nonsense\n");
        assertThatThrownBy(folder::keys).hasMessageContaining("damaged");
    }

    @Test
    void writesZ85AsTheRfcDoes() {
        byte[] hello = {(byte) 0x86, 0x4f, (byte) 0xd2, 0x6f, (byte) 0xb5, 0x59, (byte) 0xf7, 0x5b};
        assertThat(Z85.encode(hello)).isEqualTo("HelloWorld");
        assertThat(Z85.decode("HelloWorld")).isEqualTo(hello);
        assertThatThrownBy(() -> Z85.decode("#####")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Z85.decode("Hell~")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesPairsThatBelongTogether() throws GeneralSecurityException {
        CurveKeys keys = CurveKeys.generate();
        KeyFactory factory = KeyFactory.getInstance("X25519");
        PrivateKey secret =
                factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, Z85.decode(keys.secretKey())));
        // RFC 7748, 6.1: X25519 of a secret and the base point, nine, is its public key.
        PublicKey base = factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.valueOf(9)));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(secret);
        agreement.doPhase(base, true);
        assertThat(agreement.generateSecret()).isEqualTo(Z85.decode(keys.publicKey()));
    }
}
