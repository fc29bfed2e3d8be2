// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.PythonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A form with files (RFC 7578). */
final class MultipartBody {
    private final ModuleContext context;
    private final String boundary =
            "=".repeat(15) + Long.toUnsignedString(ThreadLocalRandom.current().nextLong()) + "==";
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MultipartBody(ModuleContext context) {
        this.context = context;
    }

    String type() {
        return "multipart/form-data; boundary=\"" + boundary + "\"";
    }

    byte[] of(Map<?, ?> parts) throws IOException {
        for (Map.Entry<?, ?> part : parts.entrySet()) {
            String name = quoted(String.valueOf(part.getKey()));
            if (part.getValue() instanceof Map<?, ?> fields) {
                file(name, fields);
            } else if (part.getValue() instanceof String text) {
                head(name, "", "text/plain");
                write(text);
            } else {
                throw new ModuleFailure("failed to parse body as form-multipart: value must be a string, or mapping,"
                        + " cannot be " + PythonText.text(part.getValue()));
            }
            write("\r\n");
        }
        write("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private void file(String name, Map<?, ?> fields) throws IOException {
        Object filename = fields.get("filename");
        Object content = fields.get("content");
        if (filename == null && content == null) {
            throw new ModuleFailure(
                    "failed to parse body as form-multipart: at least one of filename or content must be provided");
        }
        byte[] bytes = content == null
                ? UriBody.file(context, PythonText.text(filename))
                : PythonText.text(content).getBytes(StandardCharsets.UTF_8);
        String shown = filename == null ? "" : PythonText.text(filename).replaceFirst(".*/", "");
        String guessed = shown.isEmpty() ? null : URLConnection.guessContentTypeFromName(shown);
        Object type = fields.get("mime_type");
        String fallback = guessed == null ? "application/octet-stream" : guessed;
        head(
                name,
                shown.isEmpty() ? "" : "; filename=\"" + quoted(shown) + "\"",
                type == null ? fallback : PythonText.text(type));
        out.write(bytes);
    }

    private void head(String name, String more, String type) throws IOException {
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more
                + "\r\nContent-Type: " + type.replaceAll("[\r\n]", " ") + "\r\n\r\n");
    }

    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
