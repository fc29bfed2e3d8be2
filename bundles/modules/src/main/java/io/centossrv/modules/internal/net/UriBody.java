// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.PythonText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What uri sends.
 *
 * @param content empty for none
 * @param type the media type that goes with it where the task names none; empty for none
 * @param imposed whether it stands over the task's own
 */
record UriBody(Optional<byte[]> content, Optional<String> type, boolean imposed) {
    private static final long LARGEST = 256L * 1024 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    static UriBody of(ModuleContext context) throws IOException {
        Optional<Object> body = context.arguments().raw("body");
        Optional<String> src = context.arguments().text("src");
        if (src.isPresent()) {
            return new UriBody(Optional.of(file(context, src.get())), Optional.of(FORM), false);
        }
        return switch (context.arguments().required("body_format")) {
            case "json" -> {
                Object value = body.orElse(null);
                String text = value instanceof String ready ? ready : PythonText.json(value);
                yield new UriBody(Optional.of(bytes(text)), Optional.of("application/json"), false);
            }
            case "form-urlencoded" ->
                new UriBody(body.map(UriBody::form).map(UriBody::bytes), Optional.of(FORM), false);
            case "form-multipart" -> {
                if (!(body.orElse(null) instanceof Map<?, ?> parts)) {
                    throw new ModuleFailure("failed to parse body as form-multipart: Mapping is required");
                }
                MultipartBody multipart = new MultipartBody(context);
                yield new UriBody(Optional.of(multipart.of(parts)), Optional.of(multipart.type()), true);
            }
            default -> raw(body);
        };
    }

    private static UriBody raw(Optional<Object> body) {
        if (body.isPresent() && !(body.get() instanceof String)) {
            throw new ModuleFailure("body is no text: body_format json or form-urlencoded says how to send it");
        }
        return new UriBody(body.map(String.class::cast).map(UriBody::bytes), body.map(any -> FORM), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] file(ModuleContext context, String src) throws IOException {
        if (!context.arguments().flag("remote_src")) {
            return context.project()
                    .read(src)
                    .orElseThrow(() -> new ModuleFailure("Could not find or access '" + src + "' in the project"));
        }
        Path path = context.path(src);
        if (!Files.isRegularFile(path)) {
            throw new ModuleFailure("Unable to open source file " + src, Map.of("elapsed", 0L));
        }
        if (Files.size(path) > LARGEST) {
            throw new ModuleFailure(src + " is larger than " + LARGEST + " bytes, which uri does not send");
        }
        return Files.readAllBytes(path);
    }

    private static String form(Object body) {
        if (body instanceof String ready) {
            return ready;
        }
        List<String> pairs = new ArrayList<>();
        if (body instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> add(name, value, pairs));
        } else if (body instanceof List<?> fields) {
            for (Object field : fields) {
                if (!(field instanceof List<?> pair) || pair.size() != 2) {
                    throw new ModuleFailure(
                            "failed to parse body as form_urlencoded: each element must be a pair",
                            Map.of("elapsed", 0L));
                }
                add(pair.get(0), pair.get(1), pairs);
            }
        } else {
            throw new ModuleFailure(
                    "failed to parse body as form_urlencoded: it must be a text, a list of pairs or a dict",
                    Map.of("elapsed", 0L));
        }
        return String.join("&", pairs);
    }

    private static void add(Object name, Object value, List<String> pairs) {
        List<?> all = value instanceof List<?> list
                ? list
                : value instanceof Map<?, ?> map ? new ArrayList<>(map.keySet()) : java.util.Arrays.asList(value);
        for (Object one : all) {
            if (one != null) {
                pairs.add(encoded(name) + "=" + encoded(one));
            }
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(PythonText.text(value), StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The content may be a secret. */
    @Override
    public String toString() {
        return "UriBody[type=" + type + "]";
    }
}
