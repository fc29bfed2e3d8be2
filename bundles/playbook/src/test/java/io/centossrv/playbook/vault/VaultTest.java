// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.centossrv.playbook.model.Vaulted;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The envelopes were made by ansible-vault of ansible-core 2.14. */
class VaultTest {
    private static final String PLAIN = "answer: 42\n";
    private static final String WITHOUT_ID = """
            $ANSIBLE_VAULT;1.1;AES256
            63333732313565383464386263326534626334653232383761623039323663356163383138316132
            6364626337303333333139623139646365356666646433380a333163363538653238633630646663
            32613537646334636139313635663961623431396235363166393930333935383535343965643436
            6462633064313065620a623436383637323734343336353033373737646566396666353861616530
            3537
            """;
    private static final String WITH_ID = """
            $ANSIBLE_VAULT;1.2;AES256;prod
            30346330373766386431303334383339656363626136353266303765343066663936346137643230
            6466383636663465633066643266346666323534383062350a333361363137643939383962386237
            38646665633731666562343464343365666265316432323036336262373233663130366136313239
            3566616564316461310a653737663865326166663363623032633733633631313531656534396232
            6261
            """;

    private final Vault vault = new Vault(Map.of("default", bytes("secret1")));

    @Test
    void opensBothVersions() {
        assertEquals(PLAIN, vault.open(new Vaulted(WITHOUT_ID)));
        assertEquals(PLAIN, vault.open(new Vaulted(WITH_ID)));
        assertEquals(PLAIN, vault.open(new Vaulted(WITH_ID.replace("\n", "\r\n  "))));
        assertTrue(Vault.isEncrypted(bytes(WITH_ID)));
        assertFalse(Vault.isEncrypted(bytes("answer: 42")));
    }

    @Test
    void triesTheSecretsOfAllIds() {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("dev", bytes("other"));
        secrets.put("prod", bytes("secret1"));

        assertEquals(PLAIN, new Vault(secrets).open(new Vaulted(WITH_ID)));
        assertEquals(PLAIN, new Vault(secrets).open(new Vaulted(WITHOUT_ID)));
    }

    @Test
    void saysWhyItCanNotOpen() {
        assertTrue(message(Vault.without(), WITH_ID).contains("'prod'"));
        assertTrue(message(new Vault(Map.of("x", bytes("y"))), WITH_ID).contains("Decryption failed"));
        assertTrue(message(vault, WITH_ID.replace("1.2", "1.3")).contains("1.3"));
        assertTrue(message(vault, WITH_ID.replace("6261", "6262")).contains("Decryption failed"));
        assertTrue(message(vault, "text").contains("nothing that Ansible Vault"));
    }

    @Test
    void cutOrChangedAnywhereItIsRefused() {
        for (int i = 0; i < WITHOUT_ID.strip().length(); i += 7) {
            String cut = WITHOUT_ID.substring(0, i);
            assertThrows(IllegalArgumentException.class, () -> vault.open(new Vaulted(cut)), "cut at " + i);
        }
    }

    private static String message(Vault vault, String envelope) {
        return assertThrows(IllegalArgumentException.class, () -> vault.open(new Vaulted(envelope)))
                .getMessage();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
