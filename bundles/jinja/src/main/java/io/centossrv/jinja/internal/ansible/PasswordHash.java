// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import java.security.SecureRandom;

/** {@code password_hash}: {@code crypt(3)} with SHA-256 or SHA-512. */
final class PasswordHash {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT_LENGTH = 16;

    /** More rounds than this take longer than a login may; a few seconds. */
    private static final int MOST_ROUNDS = 5_000_000;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Signature SIGNATURE =
            Signature.of("get_encrypted_password", "hashtype=", "salt=", "salt_size=", "rounds=", "ident=");

    private PasswordHash() {}

    static Object of(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = SIGNATURE.bind(arguments);
        String type = bound.text("hashtype", "sha512");
        boolean long512 = type.equals("sha512") || type.equals("sha512_crypt");
        if (!long512 && !type.equals("sha256") && !type.equals("sha256_crypt")) {
            throw EvaluationError.value("password_hash makes sha256 and sha512, not " + type);
        }
        String salt = bound.get("salt") == null
                ? salt(bound.get("salt_size") == null ? SALT_LENGTH : bound.integer("salt_size", SALT_LENGTH))
                : Text.of(bound.get("salt"));
        if (!salt.matches("[./0-9A-Za-z]{1,16}")) {
            throw EvaluationError.value("a salt has 1 to 16 letters, digits, dots and slashes");
        }
        int rounds = bound.get("rounds") == null ? ShaCrypt.DEFAULT_ROUNDS : Numbers.index(bound.get("rounds"));
        if (rounds > MOST_ROUNDS) {
            throw EvaluationError.value("password_hash does at most " + MOST_ROUNDS + " rounds, not " + rounds);
        }
        return new ShaCrypt(long512).crypt(Text.of(value), salt, rounds);
    }

    private static String salt(int length) {
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < Math.max(1, Math.min(SALT_LENGTH, length)); i++) {
            salt.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return salt.toString();
    }
}
