// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Filters of digests and encodings. */
final class HashFilters {
    /** As RFC 4122, 4.3 makes them; Ansible's own name space. */
    private static final UUID NAMESPACE = UUID.fromString("361e6d51-faec-444a-9079-341386da8e2e");

    private static final Map<String, String> ALGORITHMS = Map.of(
            "md5", "MD5",
            "sha1", "SHA-1",
            "sha224", "SHA-224",
            "sha256", "SHA-256",
            "sha384", "SHA-384",
            "sha512", "SHA-512",
            "sha3_256", "SHA3-256",
            "sha3_512", "SHA3-512");
    private static final Signature HASH = Signature.of("get_hash", "hashtype=");
    private static final Signature ENCODING = Signature.of("b64encode", "encoding=");
    private static final Signature UUID_NAMESPACE = Signature.of("to_uuid", "namespace=");

    private HashFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "hash",
                (value, arguments, evaluation) ->
                        digest(value, HASH.bind(arguments).text("hashtype", "sha1")),
                "md5",
                (value, arguments, evaluation) -> digest(value, "md5"),
                "sha1",
                (value, arguments, evaluation) -> digest(value, "sha1"),
                "checksum",
                (value, arguments, evaluation) -> digest(value, "sha1"),
                "b64encode",
                HashFilters::encode,
                "b64decode",
                HashFilters::decode,
                "to_uuid",
                HashFilters::uuid,
                "password_hash",
                PasswordHash::of);
    }

    private static String digest(Object value, String type) {
        try {
            MessageDigest digest = MessageDigest.getInstance(ALGORITHMS.getOrDefault(type, type));
            return HexFormat.of().formatHex(digest.digest(Text.of(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw EvaluationError.value("unsupported hash type " + type, e);
        }
    }

    private static Object encode(Object value, CallArguments arguments, Evaluation evaluation) {
        byte[] bytes = value instanceof byte[] given ? given : Text.of(value).getBytes(charset(arguments));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Object decode(Object value, CallArguments arguments, Evaluation evaluation) {
        try {
            return new String(
                    Base64.getDecoder().decode(Text.of(value).replaceAll("[^A-Za-z0-9+/=]", "")), charset(arguments));
        } catch (IllegalArgumentException e) {
            throw EvaluationError.value("Incorrect padding", e);
        }
    }

    private static Charset charset(CallArguments arguments) {
        String name = ENCODING.bind(arguments).text("encoding", "utf-8");
        try {
            return Charset.forName(
                    name.toLowerCase(Locale.ROOT).replace("-le", "le").replace("-be", "be"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw EvaluationError.lookup("unknown encoding: " + name);
        }
    }

    private static Object uuid(Object value, CallArguments arguments, Evaluation evaluation) {
        Object given = UUID_NAMESPACE.bind(arguments).get("namespace");
        UUID namespace;
        try {
            namespace = given == null ? NAMESPACE : UUID.fromString(Text.of(given));
        } catch (IllegalArgumentException e) {
            throw EvaluationError.value("Invalid value '" + Text.of(given) + "' for 'namespace'", e);
        }
        byte[] name = Text.of(value).getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(16 + name.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(name);
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(input.array()));
            long high = (hash.getLong() & ~0xf000L) | 0x5000L;
            long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
